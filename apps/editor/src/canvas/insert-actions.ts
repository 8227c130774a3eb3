import { portOf, portsOf } from '@signalbox/flow';
import type { FlowEdge, FlowNode } from '@signalbox/flow';
import { blankData } from '../document/blank-data.ts';
import { nextNodeId } from '../document/commands.ts';
import type { Point } from '../document/commands.ts';
import { hasInput } from '../document/can-connect.ts';
import { downstream, edgesAt, fitsPlace, insertNode } from '../document/insert-node.ts';
import type { Place, WireEnd } from '../document/insert-node.ts';
import { edgeKey } from '../document/operations.ts';
import { text } from '../text/text.ts';
import { GAP, TILE, freePlace, outputOffset, snap } from './geometry.ts';
import { nodeHeight } from './scheme.ts';
import { takenPlaces } from './boxes.ts';
import { placeAtEntry } from './focus-tile.ts';
import type { EditorSession } from './session.ts';

const ALONE: Place = { kind: 'alone' };

/** Adds a node where the pointer is, or below where there is room, joined to its place, and selects it. */
export function addNodeAt(session: EditorSession, type: string, at: Point, place: Place = ALONE): void {
  const definition = session.library.definition(type);
  if (definition === undefined) return;
  if (place.kind === 'within') insertWithin(session, blankNode(session, type), place);
  else addWithCorner(session, blankNode(session, type), cornerAt(at, place), place);
  session.messages.announce(text.canvas.announceAdded(definition.title));
}

/** Adds a node to the right of the selected one, or in the middle of what is seen. */
export function addNodeNext(session: EditorSession, type: string): void {
  const [selected, ...others] = session.selection.state.getState().nodes;
  const { nodes } = session.documents.state.getState().document;
  const at = nodes.find((node) => node.id === selected)?.view?.position;
  const definition = session.library.definition(type);
  if (at === undefined || others.length > 0 || definition === undefined) {
    addNodeAt(session, type, session.view.getState().current?.viewport.centre() ?? { x: 0, y: 0 });
    return;
  }
  addWithCorner(session, blankNode(session, type), { x: at.x + TILE.width + GAP, y: at.y }, ALONE);
  session.messages.announce(text.canvas.announceAdded(definition.title));
}

/**
 * Asks for a node to add: at this end, or else into the selected wire, behind the selected node, or
 * where the pointer is.
 */
export function askForNode(session: EditorSession, end?: WireEnd): void {
  const view = session.view.getState().current;
  if (view === null || session.documents.state.getState().readOnly) return;
  const place: Place = end === undefined ? placeOfSelection(session) : { kind: 'end', end };
  const anchor = place.kind === 'alone' ? null : anchorOf(session, place);
  const spot = anchor ?? view.pointer() ?? view.viewport.centre();
  const beside = place.kind === 'alone' ? null : placeAtEntry(session, startOf(place));
  const at = beside ?? view.viewport.toClient(spot);
  session.overlay.setState({ open: { kind: 'add', at, place, spot } });
}

function startOf(place: Exclude<Place, { kind: 'alone' }>): number {
  return place.kind === 'end' ? place.end.nodeId : place.edge.from;
}

/** Puts a node that stands alone into the wire that it was dropped on; false when it cannot be. */
export function insertDropped(session: EditorSession, nodeId: number, at: Point, key: string): boolean {
  const { document } = session.documents.state.getState();
  const node = document.nodes.find((other) => other.id === nodeId);
  const edge = document.edges.find((other) => edgeKey(other) === key);
  const definition = node && session.library.definition(node.type);
  if (node === undefined || edge === undefined || definition === undefined) return false;
  const place: Place = { kind: 'within', edge };
  if (!canBeInserted(session, nodeId) || !fitsPlace(definition, place)) return false;
  const placed = { ...node, view: { position: { x: at.x, y: at.y } } };
  const edges = edgesAt(placed, definition, place);
  session.documents.run(insertNode({ node: placed, edges, place, moved: new Map() }));
  session.messages.announce(text.canvas.announceInserted);
  return true;
}

/** Whether a node stands alone and could stand in a wire. */
export function canBeInserted(session: EditorSession, nodeId: number): boolean {
  const { document } = session.documents.state.getState();
  const node = document.nodes.find((other) => other.id === nodeId);
  const definition = node && session.library.definition(node.type);
  const isAlone = !document.edges.some((edge) => edge.from === nodeId || edge.to === nodeId);
  return definition !== undefined && isAlone && hasInput(definition) && definition.edges.length > 0;
}

function blankNode(session: EditorSession, type: string): FlowNode {
  const definition = session.library.definition(type);
  const { document } = session.documents.state.getState();
  const data = definition === undefined ? {} : blankData(definition, document.nodes);
  return { id: nextNodeId(document), type, data };
}

function addWithCorner(session: EditorSession, blank: FlowNode, corner: Point, place: Place): void {
  const definition = session.library.definition(blank.type);
  if (definition === undefined) return;
  const position = freePlace(corner, takenPlaces(session), nodeHeight(blank, definition, []));
  const node: FlowNode = { ...blank, view: { position } };
  const edges = edgesAt(node, definition, place);
  session.documents.run(insertNode({ node, edges, place, moved: new Map() }));
  session.selection.selectNodes([node.id]);
}

/** Between the two ends of an edge; what follows makes room when there is too little. */
function insertWithin(
  session: EditorSession,
  blank: FlowNode,
  place: Place & { readonly edge: FlowEdge },
): void {
  const definition = session.library.definition(blank.type);
  const { document } = session.documents.state.getState();
  const from = positionOf(document.nodes, place.edge.from);
  const to = positionOf(document.nodes, place.edge.to);
  if (definition === undefined || from === null || to === null) return;
  const left = from.x + TILE.width + GAP;
  const missing = Math.max(0, left + TILE.width + GAP - to.x);
  const middle = (from.x + TILE.width + to.x + missing) / 2 - TILE.width / 2;
  const node: FlowNode = { ...blank, view: { position: snap({ x: middle, y: (from.y + to.y) / 2 }) } };
  const moved = new Map<number, Point>();
  if (missing > 0) {
    for (const id of downstream(document, place.edge.to)) {
      const at = positionOf(document.nodes, id);
      if (at !== null) moved.set(id, snap({ x: at.x + missing, y: at.y }));
    }
  }
  session.documents.run(insertNode({ node, edges: edgesAt(node, definition, place), place, moved }));
  session.selection.selectNodes([node.id]);
}

/** The new tile's corner: its free end where the wire was let go, or its middle at the place. */
function cornerAt(at: Point, place: Place): Point {
  if (place.kind !== 'end') return { x: at.x - TILE.width / 2, y: at.y - TILE.head };
  if (place.end.side === 'output') return { x: at.x, y: at.y - TILE.head / 2 };
  const offset = outputOffset(0);
  return { x: at.x - offset.x, y: at.y - offset.y };
}

function placeOfSelection({ selection, documents, library }: EditorSession): Place {
  const { nodes, edges } = selection.state.getState();
  const { document } = documents.state.getState();
  const [key, ...otherKeys] = edges;
  const edge = document.edges.find((other) => edgeKey(other) === key);
  if (edge !== undefined && otherKeys.length === 0 && nodes.size === 0) return { kind: 'within', edge };
  const [id, ...otherIds] = nodes;
  const node = document.nodes.find((other) => other.id === id);
  const definition = node && library.definition(node.type);
  if (node === undefined || definition === undefined || otherIds.length > 0) return ALONE;
  const ports = portsOf(definition, node.data);
  const used = new Set(document.edges.filter((other) => other.from === node.id).map(portOf));
  const free = ports.find((known) => !used.has(known));
  const port = free ?? ports[0];
  return port === undefined ? ALONE : { kind: 'end', end: { nodeId: node.id, side: 'output', key: port } };
}

/** Where a node that is added behind another, or into a wire, would stand. */
function anchorOf(session: EditorSession, place: Exclude<Place, { kind: 'alone' }>): Point | null {
  const { nodes } = session.documents.state.getState().document;
  if (place.kind === 'end') {
    const at = positionOf(nodes, place.end.nodeId);
    return at === null ? null : { x: at.x + TILE.width + GAP, y: at.y + TILE.head / 2 };
  }
  const [from, to] = [positionOf(nodes, place.edge.from), positionOf(nodes, place.edge.to)];
  if (from === null || to === null) return null;
  return { x: (from.x + TILE.width + to.x) / 2, y: (from.y + to.y + TILE.head) / 2 };
}

function positionOf(nodes: readonly FlowNode[], id: number): Point | null {
  const node = nodes.find((other) => other.id === id);
  return node === undefined ? null : (node.view?.position ?? { x: 0, y: 0 });
}
