import { DELIVERY_STATE_NAMES } from '@signalbox/api';
import { EDGE_TYPES, NODE_CATEGORIES } from '@signalbox/flow';
import { expect, test } from 'vitest';
import { text } from './en.ts';

test.each([
  ['delivery state', text.deliveryStates, DELIVERY_STATE_NAMES],
  ['category', text.categories, NODE_CATEGORIES],
])('every %s has its words, and no words are left over', (_name, words, names) => {
  expect(Object.keys(words).toSorted()).toEqual([...names].toSorted());
});

test('every edge type has its words', () => {
  expect(EDGE_TYPES.filter((type) => !(type in text.ports))).toEqual([]);
});
