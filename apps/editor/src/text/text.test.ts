import { RIGHTS } from '@signalbox/api';
import { DELIVERY_STATES } from '@signalbox/flow';
import { EDGE_TYPES, NODE_CATEGORIES } from '@signalbox/flow';
import { expect, test } from 'vitest';
import { text } from './text.ts';

test.each([
  ['delivery state', text.deliveryStates, DELIVERY_STATES],
  ['category', text.categories, NODE_CATEGORIES],
  ['right', text.rights, RIGHTS],
])('every %s has its words, and no words are left over', (_name, words, names) => {
  expect(Object.keys(words).toSorted()).toEqual([...names].toSorted());
});

test('every edge type has its words', () => {
  expect(EDGE_TYPES.filter((type) => !(type in text.ports))).toEqual([]);
});
