import type { FlowNode } from '@signalbox/flow';
import * as fc from 'fast-check';
import { ALIGNMENTS, DIRECTIONS, align, distribute } from '../document/arrange.ts';
import { bridgesOver } from '../document/bridges.ts';
import * as commands from '../document/commands.ts';
import type { Command } from '../document/commands.ts';
import { edgesAt, insertNode } from '../document/insert-node.ts';
import type { Place } from '../document/insert-node.ts';
import { edgeKey } from '../document/operations.ts';
import { fixtureDefinitions, fixtureDocument, fixtureNode } from './fixture-nodes.ts';

const nodeId = fc.integer({ min: 1, max: 12 });
const nodeIds = fc.uniqueArray(nodeId, { minLength: 1, maxLength: 4 });
const point = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) });
const edge = fc.record({
  from: nodeId,
  to: nodeId,
  type: fc.constantFrom('simple_edge' as const, 'then_edge' as const, 'else_edge' as const),
});

/** Adds a node that stands alone. */
export function addNode(node: FlowNode): Command {
  return insertNode({ node, edges: [], place: { kind: 'alone' }, moved: new Map() });
}

/** What the gestures plan by the document that they meet, made anew when the command runs. */
function planned(label: string, make: (...document: Parameters<Command['plan']>) => Command): Command {
  return { label, plan: (document) => make(document).plan(document) };
}

/** Puts a new node into the edge at a place in the list, or behind a node, or anywhere. */
const insertion = fc.tuple(nodeId, fc.integer({ min: 0, max: 8 }), point).map(([after, index, at]) =>
  planned('insert', (document) => {
    const node = fixtureNode(commands.nextNodeId(document), 'fixture_condition', at);
    const definition = fixtureDefinitions.definition(node.type);
    const cut = document.edges[index];
    const hasStart = document.nodes.some((other) => other.id === after);
    const behind: Place = { kind: 'end', end: { nodeId: after, side: 'output', key: 'then_edge' } };
    const open: Place = hasStart ? behind : { kind: 'alone' };
    const place: Place = cut === undefined ? open : { kind: 'within', edge: cut };
    const edges = definition === undefined ? [] : edgesAt(node, definition, place);
    return insertNode({ node, edges, place, moved: new Map([[after, at]]) });
  }),
);

const reconnection = nodeIds.map((ids) =>
  planned('reconnect', (document) =>
    commands.removeAndReconnect(ids, bridgesOver(document, new Set(ids), fixtureDefinitions)),
  ),
);

const arrangement = fc.constantFrom(...ALIGNMENTS, ...DIRECTIONS).map((how) =>
  planned('arrange', ({ nodes }) => {
    const boxes = nodes.map(({ id, view }) => {
      const { x: left, y: top } = view?.position ?? { x: 0, y: 0 };
      return { id, left, top, width: 248, height: 104 };
    });
    const places = how === 'across' || how === 'down' ? distribute(boxes, how) : align(boxes, how);
    return commands.moveNodes(places, 'arrange');
  }),
);

/** Every command that the editor has, with whatever arguments. */
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.tuple(nodeId, point).map(([id, at]) => addNode(fixtureNode(id, 'fixture_condition', at))),
  insertion,
  reconnection,
  arrangement,
  fc
    .tuple(fc.array(nodeId, { maxLength: 3 }), fc.array(edge.map(edgeKey), { maxLength: 2 }))
    .map(([ids, keys]) => commands.removeItems(ids, keys)),
  fc
    .array(fc.tuple(nodeId, point), { minLength: 1, maxLength: 4 })
    .map((list) => commands.moveNodes(new Map(list))),
  fc.tuple(nodeId, point).map(([id, by]) => commands.nudgeNodes([id], by)),
  fc
    .tuple(nodeId, fc.string({ maxLength: 5 }), fc.constantFrom('title', 'limit'))
    .map(([id, value, field]) => commands.setData(id, { [field]: value }, field)),
  fc.tuple(nodeId, fc.string({ maxLength: 5 })).map(([id, title]) => commands.renameNode(id, title)),
  fc.tuple(nodeIds, fc.boolean()).map(([ids, isOff]) => commands.setDisabled(ids, isOff)),
  edge.map(commands.connect),
  edge.map((value) => commands.disconnect(edgeKey(value))),
  fc.string({ maxLength: 5 }).map((title) => commands.setHead({ title })),
  point.map((offset) => {
    const { nodes, edges } = fixtureDocument();
    return commands.paste(nodes, edges, offset);
  }),
  fc.constant(commands.replaceDocument(fixtureDocument())),
);
