import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalFlow, exportFlow, stringifyFlow } from './canonical.ts';
import { EDGE_TYPES } from './document.ts';
import type { FlowDocument, FlowEdge, FlowNode } from './document.ts';
import { importFlow, parseFlow } from './parse.ts';
import { edge, flow, node, sampleDefinitions } from './testing/sample-nodes.ts';

const json = fc
  .jsonValue({ maxDepth: 4 })
  .filter((value) => !JSON.stringify(value).includes('"__proto__"'))
  .map((value): FlowNode['data'][string] => JSON.parse(JSON.stringify(value)));
const data = fc.dictionary(fc.string({ minLength: 1 }), json, { maxKeys: 4, noNullPrototype: true });
const coordinate = fc.integer({ min: -5000, max: 5000 });
const place = fc.record({ position: fc.record({ x: coordinate, y: coordinate }) });

function nodeOf(id: number): fc.Arbitrary<FlowNode> {
  const bare = fc.record(
    {
      id: fc.constant(id),
      type: fc.constantFrom('start', 'fork', 'later'),
      data: data.filter((record) => !Object.hasOwn(record, '__proto__')),
      disabled: fc.constant(true),
    },
    { requiredKeys: ['id', 'type', 'data'] },
  );
  return fc.oneof(bare, fc.tuple(bare, place).map(withView));
}

function withView([node, view]: [FlowNode, FlowNode['view']]): FlowNode {
  return view ? { view, ...node } : node;
}

const documents: fc.Arbitrary<FlowDocument> = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 })
  .chain((ids) =>
    fc.record({
      schema: fc.constant(1 as const),
      title: fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text.trim() === text && text !== ''),
      description: fc.string({ maxLength: 40 }),
      enabled: fc.boolean(),
      stale_after_s: fc.integer({ min: 1, max: 86_400 }),
      nodes: fc.tuple(...ids.map(nodeOf)),
      edges: fc.uniqueArray(
        fc.record(
          {
            from: fc.constantFrom(...ids),
            to: fc.constantFrom(...ids),
            type: fc.constantFrom(...EDGE_TYPES),
            case: fc.constantFrom('a', 'b'),
          },
          { requiredKeys: ['from', 'to', 'type'] },
        ),
        { maxLength: 8, selector: ({ from, to, type, case: name }) => `${from} ${to} ${type} ${name}` },
      ),
    }),
  );

function turned({ from, to, type, case: name }: FlowEdge): FlowEdge {
  return name === undefined ? { type, to, from } : { case: name, type, to, from };
}

/** The same flow with every order that has no meaning turned round. */
function shuffled({ nodes, edges, ...rest }: FlowDocument): FlowDocument {
  return {
    edges: edges.toReversed().map(turned),
    nodes: nodes
      .toReversed()
      .map(({ data: fields, view, ...rest }) => withView([{ data: reversed(fields), ...rest }, view])),
    ...rest,
  };
}

function reversed(data: FlowNode['data']): FlowNode['data'] {
  return Object.fromEntries(Object.entries(data).toReversed());
}

describe('canonicalFlow', () => {
  test('is the same flow', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const canonical = canonicalFlow(document);
        expect(new Set(canonical.nodes)).toEqual(new Set(document.nodes));
        expect(new Set(canonical.edges)).toEqual(new Set(document.edges));
      }),
    );
  });

  test('comes back from its text', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const text = stringifyFlow(document);
        expect(parseFlow(JSON.parse(text))).toEqual({ document: canonicalFlow(document) });
      }),
    );
  });

  test('forgets the order in which things were written', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(stringifyFlow(shuffled(document))).toBe(stringifyFlow(document));
      }),
    );
  });

  test('does not tell a node that is on from one that says so', () => {
    const said = { ...node(1, 'start'), disabled: false };
    expect(stringifyFlow(flow([said]))).toBe(stringifyFlow(flow([node(1, 'start')])));
  });

  test('puts layout last and sorts data', () => {
    const moved = {
      ...node(2, 'end', { title: 'E', a: { z: 1, b: 2 } }),
      view: { position: { x: 1, y: 2 } },
    };
    const text = stringifyFlow(flow([moved, node(1, 'start')], [edge(1, 2)]));
    expect(text.indexOf('"view"')).toBeGreaterThan(text.indexOf('"title": "E"'));
    expect(text.indexOf('"b"')).toBeLessThan(text.indexOf('"z"'));
    expect(text.indexOf('"id": 1')).toBeLessThan(text.indexOf('"id": 2'));
  });
});

describe('exportFlow', () => {
  test('comes back disabled by importFlow, otherwise the same', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const exported = stringifyFlow(exportFlow(document, sampleDefinitions));
        expect(importFlow(JSON.parse(exported))).toEqual({
          document: { ...canonicalFlow(document), enabled: false },
        });
      }),
    );
  });

  test('leaves out enabled and what node types call secret, and nothing else', () => {
    const document = flow([
      node(1, 'start', { source_ids: [4] }),
      node(2, 'end', { token: 's3cret', title: 'E' }),
    ]);
    const exported = exportFlow(document, sampleDefinitions);
    expect(exported).not.toHaveProperty('enabled');
    expect(exported.nodes.map((item) => item.data)).toEqual([{ source_ids: [4] }, { title: 'E' }]);
  });
});
