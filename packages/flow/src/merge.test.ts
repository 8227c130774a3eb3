import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalFlow, stringifyFlow } from './canonical.ts';
import { mergeFlows } from './merge.ts';
import { soundDocuments } from './testing/documents.ts';
import { edge, flow, node } from './testing/sample-nodes.ts';

const base = flow(
  [node(1, 'start'), node(2, 'fork', { condition: 'speed > 80' }), node(3, 'end')],
  [edge(1, 2), edge(2, 3, 'then_edge')],
);
const [start, fork, end] = [node(1, 'start'), node(2, 'fork', { condition: 'speed > 80' }), node(3, 'end')];
const faster = node(2, 'fork', { condition: 'speed > 90' });
const silent = { ...node(3, 'end'), disabled: true };

describe('two changes of one flow', () => {
  test('go together where they concern different nodes and settings', () => {
    const mine = { ...base, title: 'Mine', nodes: [start, faster, end] };
    const theirs = { ...base, description: 'Theirs', nodes: [start, fork, silent] };
    expect(mergeFlows(base, mine, theirs)).toEqual({
      ...base,
      title: 'Mine',
      description: 'Theirs',
      nodes: [start, faster, silent],
    });
  });

  test('that add a node under one id keep both, and mine keeps its wires', () => {
    const mine = { ...base, nodes: [...base.nodes, node(4, 'note')], edges: [...base.edges, edge(4, 3)] };
    const theirs = { ...base, nodes: [...base.nodes, node(4, 'end')], edges: [...base.edges, edge(2, 4)] };
    const merged = mergeFlows(base, mine, theirs);
    expect(merged?.nodes.slice(3)).toEqual([node(4, 'end'), node(5, 'note')]);
    expect(merged?.edges.slice(2)).toEqual([edge(2, 4), edge(5, 3)]);
  });

  test('keep where the others moved a node, unless I moved it too', () => {
    const at = (x: number) => ({ view: { position: { x, y: 0 } } });
    const theirs = { ...base, nodes: [{ ...start, ...at(5) }, { ...fork, ...at(6) }, end] };
    const mine = { ...base, nodes: [start, { ...faster, ...at(7) }, end] };
    const merged = mergeFlows(base, mine, theirs);
    expect(merged?.nodes).toEqual([{ ...start, ...at(5) }, { ...faster, ...at(7) }, end]);
  });

  test('keep a node that I switched on again', () => {
    const off = flow([start, silent]);
    const merged = mergeFlows(off, flow([start, end]), { ...off, title: 'Theirs' });
    expect(merged).toEqual({ ...flow([start, end]), title: 'Theirs' });
  });

  test.each([
    ['the data of one node', flow([start, faster, end], base.edges)],
    ['a node that the other removed', flow([start, end])],
    ['a wire of a node that the other changed', flow([...base.nodes], [edge(1, 2)])],
    ['one setting', { ...base, title: 'Mine' }],
  ])('are left to people where they concern %s', (_, mine) => {
    const theirs = {
      ...base,
      title: 'Theirs',
      nodes: [start, node(2, 'fork', { condition: 'speed > 70' }), end],
    };
    expect(mergeFlows(base, mine, theirs)).toBeNull();
  });

  test('of which one is none are the other', () => {
    fc.assert(
      fc.property(soundDocuments, soundDocuments, (before, after) => {
        const same = { ...after, enabled: before.enabled };
        const mine = mergeFlows(before, same, before);
        const theirs = mergeFlows(before, before, same);
        expect(mine && stringifyFlow(mine)).toBe(stringifyFlow(same));
        expect(theirs && canonicalFlow(theirs)).toEqual(canonicalFlow(same));
      }),
    );
  });
});
