import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalFlow, exportFlow, stringifyFlow } from './canonical.ts';
import type { FlowDocument, FlowEdge, FlowNode } from './document.ts';
import { importFlow, parseFlow } from './parse.ts';
import { documents, withView } from './testing/documents.ts';
import { edge, flow, node, sampleDefinitions } from './testing/sample-nodes.ts';

function turned({ from, to, type, case: name }: FlowEdge): FlowEdge {
  return name === undefined ? { type, to, from } : { case: name, type, to, from };
}

/** The same flow with every order that has no meaning turned round. */
function shuffled({ nodes, edges, ...rest }: FlowDocument): FlowDocument {
  return {
    edges: edges.toReversed().map(turned),
    nodes: nodes
      .toReversed()
      .map(({ data: fields, view, ...rest }) => withView({ data: reversed(fields), ...rest }, view)),
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
