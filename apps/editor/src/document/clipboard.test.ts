import { expect, test } from 'vitest';
import { fixtureDocument, fixtureNode } from '../testing/fixture-nodes.ts';
import { parseClipboard, stringifyClipboard } from './clipboard.ts';

test('what was copied can be pasted', () => {
  const { nodes, edges } = fixtureDocument();
  expect(parseClipboard(stringifyClipboard({ nodes, edges }))).toEqual({ clip: { nodes, edges } });
});

function many(count: number): string {
  const nodes = Array.from({ length: count }, (_, index) => fixtureNode(index + 1, 'fixture_action'));
  return stringifyClipboard({ nodes, edges: [] });
}

test.each([
  { content: ' \n', refusal: 'empty' },
  { content: 'hello', refusal: 'foreign' },
  { content: '{"signalbox"', refusal: 'foreign' },
  { content: '{"nodes": [], "edges": []}', refusal: 'foreign' },
  { content: '{"signalbox": "nodes", "nodes": [], "edges": []}', refusal: 'damaged' },
  { content: '{"signalbox": "nodes", "nodes": [{"id": "x"}], "edges": []}', refusal: 'damaged' },
  {
    content: stringifyClipboard({ nodes: [fixtureNode(1, 'a'), fixtureNode(1, 'b')], edges: [] }),
    refusal: 'damaged',
  },
  { content: many(1001), refusal: 'tooLarge' },
])('is refused as $refusal', ({ content, refusal }) => {
  expect(parseClipboard(content)).toEqual({ clip: null, refusal });
});

test('a thousand nodes can be pasted', () => {
  expect(parseClipboard(many(1000)).clip?.nodes).toHaveLength(1000);
});
