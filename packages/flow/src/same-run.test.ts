import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FlowEdge } from './document.ts';
import { indexGraph } from './graph.ts';
import { portOf } from './port.ts';
import { SameRun } from './same-run.ts';
import { edge, flow, node } from './testing/sample-nodes.ts';

const SIZE = 6;
const IDS = Array.from({ length: SIZE }, (_, index) => index + 1);
const TYPES = ['then_edge', 'else_edge', 'success_edge'] as const;

/** Edges lead from lower to higher ids, so there is no cycle. */
const EDGES = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...IDS), fc.constantFrom(...TYPES)), {
    maxLength: 12,
    selector: String,
  })
  .map((list) => list.filter(([from, to]) => from < to).map(([from, to, type]) => edge(from, to, type)));

function isDeferred({ type }: FlowEdge): boolean {
  return type === 'success_edge';
}

/** Every choice of one way per node, tried out. */
function pairsByTrial(
  edges: readonly FlowEdge[],
  firsts: readonly number[],
  seconds: readonly number[],
): Set<string> {
  const found = new Set<string>();
  for (let choice = 0; choice < 2 ** SIZE; choice += 1) {
    const taken = edges.filter(
      (way) =>
        !isDeferred(way) &&
        portOf(way) === (((choice >> (way.from - 1)) & 1) === 1 ? 'then_edge' : 'else_edge'),
    );
    const later = IDS.map((id) =>
      edges.filter((way) => way.from === id && isDeferred(way)).map(({ to }) => to),
    );
    for (const starts of [[1], ...later]) {
      for (const pair of pairsIn(reach(taken, starts), firsts, seconds)) found.add(pair);
    }
  }
  return found;
}

function pairsIn(
  reached: ReadonlySet<number>,
  firsts: readonly number[],
  seconds: readonly number[],
): readonly string[] {
  const others = seconds.filter((id) => reached.has(id));
  return firsts
    .filter((id) => reached.has(id))
    .flatMap((first) => others.filter((id) => id !== first).map((second) => `${first} ${second}`));
}

function reach(edges: readonly FlowEdge[], starts: readonly number[]): ReadonlySet<number> {
  const reached = new Set(starts);
  for (const id of reached) for (const { from, to } of edges) if (from === id) reached.add(to);
  return reached;
}

test('finds exactly the pairs that some choice of ways reaches together', () => {
  const subset = fc.subarray(IDS);
  fc.assert(
    fc.property(EDGES, subset, subset, (edges, firsts, seconds) => {
      const nodes = IDS.map((id) => node(id, 'fork', {}));
      const run = new SameRun(indexGraph(flow(nodes, edges)), isDeferred);
      const found = run.pairs([1], new Set(firsts), new Set(seconds)).map((pair) => pair.join(' '));
      expect(new Set(found)).toStrictEqual(pairsByTrial(edges, firsts, seconds));
    }),
    { numRuns: 500 },
  );
});
