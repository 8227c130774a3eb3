import { expect, test } from 'vitest';
import { fixtureDocument } from '../testing/fixture-nodes.ts';
import { parseClipboard, stringifyClipboard } from './clipboard.ts';

test('what was copied can be pasted', () => {
  const { nodes, edges } = fixtureDocument();
  expect(parseClipboard(stringifyClipboard({ nodes, edges }))).toEqual(
    expect.objectContaining({ nodes, edges }),
  );
});

test.each([
  'hello',
  '{"signalbox": "nodes"}',
  '{"signalbox": "nodes", "nodes": [], "edges": []}',
  '{"signalbox": "nodes", "nodes": [{"id": "x"}], "edges": []}',
  '{"signalbox"',
])('%j is not taken for nodes', (content) => {
  expect(parseClipboard(content)).toBeNull();
});
