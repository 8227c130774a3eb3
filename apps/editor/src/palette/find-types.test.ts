import type { NodeDefinition } from '@signalbox/flow';
import { expect, test } from 'vitest';
import { findTypes } from './find-types.ts';
import { nodeDefinitions } from '@signalbox/nodes';

const all: readonly NodeDefinition[] = [...nodeDefinitions.values()];

test.each([
  { words: 'web', first: 'webhook' },
  { words: 'WINDOW', first: 'time_window' },
  { words: 'engine_that_is_not_there', first: undefined },
  { words: 'http again', first: 'webhook' },
  { words: 'dela', first: 'delay' },
])('$words finds $first first', ({ words, first }) => {
  expect(findTypes(all, words)[0]?.type).toBe(first);
});

test('without words all types are offered, in their order', () => {
  expect(findTypes(all, '  ')).toEqual(all);
});
