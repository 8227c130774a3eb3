import { describe, expect, test } from 'vitest';
import { checkFlow } from './check.ts';
import type { FlowDocument, FlowNode } from './document.ts';
import { hasErrors } from './problem.ts';
import { edge, flow, node, sampleDefinitions } from './testing/sample-nodes.ts';

const fork = { condition: 'x' };

function off(switchedOff: FlowNode): FlowNode {
  return { ...switchedOff, disabled: true };
}

function check(document: FlowDocument): string[] {
  return checkFlow(document, sampleDefinitions).map(
    ({ code, node_ids: ids }) => `${code} ${(ids ?? []).join(',')}`,
  );
}

describe('checkFlow', () => {
  test('finds nothing in a sound flow with a diamond', () => {
    const nodes = [node(1, 'start'), node(2, 'fork', fork), node(3, 'fork', fork), node(4, 'end')];
    const edges = [
      edge(1, 2),
      edge(1, 3),
      edge(2, 4, 'then_edge'),
      edge(2, 4, 'else_edge'),
      edge(3, 4, 'then_edge'),
    ];
    expect(check(flow(nodes, edges))).toEqual([]);
  });

  test.each([
    ['an empty flow', flow([]), ['FLOW_TRIGGER_MISSING ']],
    ['two nodes with one id', flow([node(1, 'start'), node(1, 'start')]), ['FLOW_NODE_ID_DUPLICATE 1']],
    [
      'an edge to a node that is missing',
      flow([node(1, 'start')], [edge(1, 9), edge(8, 1)]),
      ['FLOW_EDGE_DANGLING 9', 'FLOW_EDGE_DANGLING 8'],
    ],
    [
      'the same connection twice',
      flow([node(1, 'start'), node(2, 'end')], [edge(1, 2), edge(1, 2)]),
      ['FLOW_EDGE_DUPLICATE 1,2'],
    ],
    [
      'an edge of a type that the node does not have',
      flow([node(1, 'start'), node(2, 'end')], [edge(1, 2, 'then_edge')]),
      ['FLOW_EDGE_TYPE_INVALID 1'],
    ],
    [
      'an edge out of a node that ends the flow',
      flow([node(1, 'start'), node(2, 'end'), node(3, 'end')], [edge(1, 2), edge(2, 3)]),
      ['FLOW_EDGE_TYPE_INVALID 2'],
    ],
    [
      'an edge of a case that the node does not have, and one of a case that is no case edge',
      flow(
        [node(1, 'start'), node(2, 'choice', { cases: ['a', 'b'] }), node(3, 'end')],
        [
          { ...edge(1, 2), case: 'a' },
          { ...edge(2, 3, 'case_edge'), case: 'a' },
          { ...edge(2, 3, 'case_edge'), case: 'b' },
          { ...edge(2, 3, 'case_edge'), case: 'c' },
          edge(2, 3, 'case_edge'),
        ],
      ),
      ['FLOW_EDGE_CASE_INVALID 1,2', 'FLOW_EDGE_CASE_INVALID 2,3', 'FLOW_EDGE_CASE_INVALID 2,3'],
    ],
    [
      'a self-loop',
      flow(
        [node(1, 'start'), node(2, 'fork', fork), node(3, 'end')],
        [edge(1, 2), edge(2, 2, 'then_edge'), edge(2, 3, 'then_edge')],
      ),
      ['FLOW_SELF_LOOP 2'],
    ],
    [
      'a cycle, without what leads to it and away from it',
      flow(
        [node(1, 'start'), node(2, 'fork', fork), node(3, 'fork', fork), node(4, 'end')],
        [edge(1, 2), edge(2, 3, 'then_edge'), edge(3, 2, 'then_edge'), edge(3, 4, 'else_edge')],
      ),
      ['FLOW_CYCLE 2,3'],
    ],
    [
      'a trigger behind another node',
      flow([node(1, 'start'), node(2, 'start')], [edge(1, 2)]),
      ['FLOW_TRIGGER_NOT_FIRST 2'],
    ],
    ['a node that nothing leads to', flow([node(1, 'start'), node(2, 'end')]), ['FLOW_NODE_UNREACHABLE 2']],
    [
      'a condition with an Else and no Then',
      flow([node(1, 'start'), node(2, 'fork', fork), node(3, 'end')], [edge(1, 2), edge(2, 3, 'else_edge')]),
      ['FLOW_THEN_MISSING 2'],
    ],
    [
      'a note that a wire leads to, and no note without one',
      flow([node(1, 'start'), node(2, 'note'), node(3, 'note')], [edge(1, 2)]),
      ['FLOW_EDGE_TYPE_INVALID 2'],
    ],
    [
      'what only a node that is switched off leads to',
      flow(
        [node(1, 'start'), off(node(2, 'fork', fork)), node(3, 'end')],
        [edge(1, 2), edge(2, 3, 'then_edge')],
      ),
      ['FLOW_NODE_UNREACHABLE 3'],
    ],
    [
      'a flow whose start is switched off',
      flow([off(node(1, 'start')), node(2, 'end')], [edge(1, 2)]),
      ['FLOW_TRIGGER_MISSING '],
    ],
    ['an unknown type', flow([node(1, 'start'), node(2, 'later')], [edge(1, 2)]), ['NODE_TYPE_UNKNOWN 2']],
    [
      'a flow that an unknown type may start',
      flow([node(1, 'later'), node(2, 'end')], [edge(1, 2)]),
      ['NODE_TYPE_UNKNOWN 1'],
    ],
    ['an unknown field', flow([node(1, 'start', { colour: 'red' })]), ['NODE_FIELD_UNKNOWN 1']],
    ['a field of the wrong type', flow([node(1, 'start', { title: 5 })]), ['NODE_FIELD_INVALID 1']],
  ])('names %s', (_what, document, expected) => {
    expect(check(document)).toEqual(expected);
  });

  test.each([
    { condition: 'broken', code: 'NODE_CONTENT_INVALID', path: 'data.condition', refused: true },
    { condition: 'odd', code: 'NODE_CONTENT_DOUBTFUL', path: 'data', refused: false },
  ])('passes on what a node type says of $condition', ({ condition, code, path, refused }) => {
    const nodes = [node(1, 'start'), node(2, 'fork', { condition }), node(3, 'end')];
    const problems = checkFlow(flow(nodes, [edge(1, 2), edge(2, 3, 'then_edge')]), sampleDefinitions);
    expect(problems).toMatchObject([{ code, node_ids: [2], parameters: [path] }]);
    expect(hasErrors(problems)).toBe(refused);
  });

  test.each([node(2, 'fork', { condition: 'broken' }), node(2, 'fork', {}), node(2, 'later')])(
    'does not refuse a flow for the content of a node that is switched off: $type $data',
    (half) => {
      const edges = [edge(1, 2)];
      const problems = checkFlow(flow([node(1, 'start'), off(half)], edges), sampleDefinitions);
      expect(problems.map(({ node_ids: ids }) => ids)).toEqual([[2]]);
      expect(hasErrors(problems)).toBe(false);
      expect(hasErrors(checkFlow(flow([node(1, 'start'), half], edges), sampleDefinitions))).toBe(true);
    },
  );

  test('words faults as the flow API does', () => {
    const nodes = [node(1, 'start', { colour: 'red' }), node(2, 'fork', fork), node(2, 'fork', fork)];
    const edges = [edge(1, 2), edge(2, 1, 'simple_edge'), edge(1, 5)];
    expect(checkFlow(flow(nodes, edges), sampleDefinitions).map(({ message }) => message)).toEqual([
      'The node identifier must be unique within the flow: non-unique ID is #2',
      'Node #5 is missing, but has a link from edge',
      'Start node #1 must be at the start of flow',
      'Fork node #2 contains invalid link types, only Then or Else is allowed',
      'Fork node #2 has no Then connection',
      "The flow's graph cannot contain cycles",
      'Node #1 has incorrect content: data.colour: unknown field',
    ]);
  });

  test('takes a chain of 5,000 nodes without recursion', () => {
    const nodes = [node(1, 'start')];
    const edges = [];
    for (let id = 2; id <= 5000; id += 1) {
      nodes.push(node(id, 'fork', fork));
      edges.push(edge(id - 1, id, id === 2 ? 'simple_edge' : 'then_edge'));
    }
    expect(check(flow(nodes, edges))).toEqual(['FLOW_THEN_MISSING 5000']);
  });
});
