import * as fc from 'fast-check';
import { EDGE_TYPES } from '../document.ts';
import type { FlowDocument, FlowNode } from '../document.ts';
import { edgeKey } from '../port.ts';

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
  return fc.oneof(
    bare,
    fc.tuple(bare, place).map(([node, view]) => withView(node, view)),
  );
}

/** The node at its place, with the place written first. */
export function withView(node: FlowNode, view: FlowNode['view']): FlowNode {
  return view ? { view, ...node } : node;
}

/** Documents of up to eight nodes whose data is any JSON. */
export const documents: fc.Arbitrary<FlowDocument> = fc
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

/** Flows as people save them. */
export const soundDocuments = documents.map(withSoundEdges);

/** Edges of one key are one edge, and only a `case_edge` names a case: flows are checked for both elsewhere. */
function withSoundEdges(document: FlowDocument): FlowDocument {
  const sound = document.edges.filter((wire) => (wire.type === 'case_edge') === (wire.case !== undefined));
  return { ...document, edges: [...new Map(sound.map((wire) => [edgeKey(wire), wire])).values()] };
}
