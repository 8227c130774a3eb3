import { expect, test } from 'vitest';
import { meaningOf } from './meaning.ts';
import type { Meant } from './meaning.ts';
import { fakeCatalogue } from './testing/fake-nodes.ts';

function ready(data: object, meaning?: (data: unknown) => unknown, type = 'limit'): Meant {
  const catalogue = fakeCatalogue();
  const definition = catalogue.definition(type);
  if (!definition) throw new Error(`there is no type ${type}`);
  const node = { id: 1, type, data: {} };
  return { node, data, definition: meaning ? { ...definition, meaning } : definition };
}

const base = { title: 'One', name: 'fast', above: 80 };

test.each([
  ['another title', true, ready({ ...base, title: 'Two' })],
  ['another order of fields', true, ready({ above: 80, name: 'fast', title: 'One' })],
  ['another value', false, ready({ ...base, above: 81 })],
  ['another type', false, ready(base, undefined, 'output')],
])('with %s a node means the same: %s', (_what, isSame, node) => {
  expect(meaningOf(node) === meaningOf(ready(base))).toBe(isSame);
});

test('a definition says what counts', () => {
  const onlyAbove = (data: unknown): unknown =>
    typeof data === 'object' && data !== null && 'above' in data ? data.above : null;
  expect(meaningOf(ready({ ...base, name: 'other' }, onlyAbove))).toBe(meaningOf(ready(base, onlyAbove)));
  expect(meaningOf(ready({ ...base, above: 81 }, onlyAbove))).not.toBe(meaningOf(ready(base, onlyAbove)));
});
