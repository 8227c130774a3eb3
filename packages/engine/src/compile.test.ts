import type { FlowDocument, PublishedFlow } from '@signalbox/flow';
import { describe, expect, test } from 'vitest';
import { FlowCompileError } from './compile-error.ts';
import { compileFlow } from './compile.ts';
import { SPEEDING, VAN, flowOf } from './testing/driver.ts';
import { fakeCatalogue } from './testing/fake-nodes.ts';

function fault(flow: PublishedFlow): FlowCompileError {
  try {
    compileFlow(flow, fakeCatalogue());
  } catch (error) {
    if (error instanceof FlowCompileError) return error;
    throw error;
  }
  throw new Error('The flow compiles');
}

function altered(change: (document: FlowDocument) => FlowDocument): PublishedFlow {
  return { ...SPEEDING, document: change(structuredClone(SPEEDING.document)) };
}

/** What a flow does, beside the functions in it. */
function shape(flow: PublishedFlow) {
  return compileFlow(flow, fakeCatalogue()).nodes.map(({ id, exits }) => ({ id, exits }));
}

describe('a flow cannot run', () => {
  test('with a node type that does not exist', () => {
    const error = fault(flowOf({ nodes: { 4: ['teleport'] } }));
    expect(error.place).toEqual({ flowId: 1, version: 1, nodeId: 4, field: 'type' });
    expect(error.message).toMatch(/^Flow 1 version 1 cannot run: Node #4 has the unknown type "teleport"/);
  });

  test('with data that its type does not accept', () => {
    const error = fault(flowOf({ nodes: { 4: ['output', { number: 9, value: true }] } }));
    expect(error.place).toEqual({ flowId: 1, version: 1, nodeId: 4, field: 'data.number' });
  });

  test('with a node type that has no behaviour here', () => {
    const catalogue = { ...fakeCatalogue(), runtime: () => undefined };
    expect(() => compileFlow(SPEEDING, catalogue)).toThrow(
      /Node #1 is of type "start", which this server cannot run/,
    );
  });

  test('when a node type fails to make its data ready', () => {
    const fake = fakeCatalogue();
    const broken = {
      type: 'output',
      prepare: () => {
        throw new Error('no parser');
      },
    };
    const runtime = (type: string) => (type === 'output' ? broken : fake.runtime(type));
    expect(() => compileFlow(SPEEDING, { ...fake, runtime })).toThrow(
      /Node #3 \(output\) cannot be prepared: no parser/,
    );
  });

  test('with two nodes of one id', () => {
    const error = fault(
      altered((document) => ({ ...document, nodes: [...document.nodes, ...document.nodes] })),
    );
    expect(error.message).toMatch(/two nodes have the id 1/);
  });

  test('with an edge to a node that is missing', () => {
    const edge = { from: 1, to: 77, type: 'simple_edge' } as const;
    const error = fault(altered((document) => ({ ...document, edges: [...document.edges, edge] })));
    expect(error.message).toMatch(/the edge from #1 to #77 names node #77, which is missing/);
    expect(error.place.nodeId).toBe(77);
  });

  test('with a cycle', () => {
    const edge = { from: 3, to: 2, type: 'success_edge' } as const;
    const error = fault(altered((document) => ({ ...document, edges: [...document.edges, edge] })));
    expect(error.message).toMatch(/Node #2 lies on or behind a cycle/);
  });
});

describe('a compiled flow', () => {
  test('puts every node before those it leads to', () => {
    const flow = flowOf({
      nodes: {
        1: ['script', { script: 'a' }],
        2: ['script', { script: 'b' }],
        3: ['start'],
        4: ['script', { script: 'c' }],
      },
      edges: [
        [3, 4],
        [4, 1],
        [3, 2],
        [2, 1, 'failure_edge'],
      ],
    });
    const { nodes } = compileFlow(flow, fakeCatalogue());
    expect(nodes.map(({ id }) => id)).toEqual([3, 2, 4, 1]);
  });

  test('is the same however its document is sorted', () => {
    const mixed = altered((document) => ({
      ...document,
      nodes: document.nodes.toReversed(),
      edges: [...document.edges.toReversed(), ...document.edges],
    }));
    expect(shape(mixed)).toEqual(shape(SPEEDING));
  });

  test('starts for the sources its triggers choose, at all triggers that do', () => {
    const flow = flowOf({
      nodes: {
        1: ['start', { source_ids: [7, 8] }],
        2: ['start', { source_ids: [7] }],
        3: ['start', { source_ids: [9] }],
      },
    });
    const compiled = compileFlow(flow, fakeCatalogue());
    const entries = (id: number) =>
      compiled.bind({ ...VAN, id })?.entries.map((index) => compiled.nodes[index]?.id);
    expect(entries(7)).toEqual([1, 2]);
    expect(entries(8)).toEqual([1]);
    expect(entries(10)).toBeUndefined();
    expect(compiled.candidates).toEqual([7, 8, 9]);
  });

  test('cannot name its sources when one trigger takes any', () => {
    const flow = flowOf({ nodes: { 1: ['start', { source_ids: [7] }], 2: ['start', { all: true }] } });
    expect(compileFlow(flow, fakeCatalogue()).candidates).toBeNull();
  });

  test('of 5000 nodes in a row is compiled', () => {
    const ids = Array.from({ length: 5000 }, (_, index) => index + 1);
    const nodes = Object.fromEntries(ids.map((id) => [id, ['script', { script: 'x' }] as const]));
    const flow = flowOf({ nodes, edges: ids.slice(1).map((id) => [id - 1, id]) });
    expect(compileFlow(flow, fakeCatalogue()).nodes.at(-1)?.id).toBe(5000);
  });
});
