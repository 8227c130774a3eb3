import { portsOf } from '@signalbox/flow';
import type { FlowDocument, FlowEdge, FlowNode, NodeDefinition } from '@signalbox/flow';
import { edgeOfPort } from '@signalbox/flow';
import { text } from '../text/text.ts';
import { hasInput } from './can-connect.ts';
import type { Command, Point } from './commands.ts';
import { edgeKey, insertAtEnd } from './operations.ts';
import type { Operation } from './operations.ts';

/** The end of a wire that is being drawn. */
export interface WireEnd {
  readonly nodeId: number;
  readonly side: 'input' | 'output';
  readonly key: string;
}

/** Where a new node joins the flow. */
export type Place =
  | { readonly kind: 'alone' }
  /** At the loose end of a wire. */
  | { readonly kind: 'end'; readonly end: WireEnd }
  /** In the middle of an edge, which becomes two. */
  | { readonly kind: 'within'; readonly edge: FlowEdge };

/** Whether a node type can stand at a place: it takes the wires that would lead there. */
export function fitsPlace(definition: NodeDefinition, place: Place): boolean {
  if (place.kind === 'alone') return true;
  const leads = firstPort(definition, {}) !== null || definition.edges.includes('case_edge');
  if (place.kind === 'within') return hasInput(definition) && leads;
  return place.end.side === 'output' ? hasInput(definition) : leads;
}

/** The edges that tie a node of this type to its place. */
export function edgesAt(node: FlowNode, definition: NodeDefinition, place: Place): readonly FlowEdge[] {
  if (place.kind === 'alone') return [];
  const port = firstPort(definition, node.data);
  const leaving = port === null ? null : edgeOfPort(port);
  if (place.kind === 'within') {
    const { edge } = place;
    const before: FlowEdge = { ...edge, to: node.id };
    return leaving === null ? [before] : [before, { from: node.id, to: edge.to, ...leaving }];
  }
  const { nodeId, side, key } = place.end;
  if (side === 'input') return leaving === null ? [] : [{ from: node.id, to: nodeId, ...leaving }];
  const arriving = edgeOfPort(key);
  return arriving === null ? [] : [{ from: nodeId, to: node.id, ...arriving }];
}

interface Insertion {
  readonly node: FlowNode;
  readonly edges: readonly FlowEdge[];
  readonly place: Place;
  /** Nodes that make room, with their new places. */
  readonly moved: ReadonlyMap<number, Point>;
}

/** Adds a node with its wires, or puts one that stands alone into a wire: one step either way. */
export function insertNode({ node, edges, place, moved }: Insertion): Command {
  return {
    label: text.steps.addNode,
    plan: (document) => {
      const isNew = !document.nodes.some((other) => other.id === node.id);
      const cut = place.kind === 'within' ? [edgeKey(place.edge)] : [];
      const operations: Operation[] = [];
      if (cut.length > 0) operations.push({ kind: 'remove', nodeIds: [], edgeKeys: cut });
      const shifted = movedNodes(document, moved);
      if (shifted.length > 0) operations.push({ kind: 'put_nodes', nodes: shifted });
      if (!isNew) operations.push({ kind: 'put_nodes', nodes: [node] });
      const rest = { ...document, edges: document.edges.filter((edge) => !cut.includes(edgeKey(edge))) };
      operations.push(insertAtEnd(rest, isNew ? [node] : [], edges));
      return operations;
    },
  };
}

/** Ids of the nodes that a way leads to from this one, itself included. */
export function downstream(document: FlowDocument, start: number): ReadonlySet<number> {
  const found = new Set([start]);
  // A set is walked in the order of insertion, additions during the walk included.
  for (const id of found) for (const edge of document.edges) if (edge.from === id) found.add(edge.to);
  return found;
}

function movedNodes(document: FlowDocument, places: ReadonlyMap<number, Point>): readonly FlowNode[] {
  return document.nodes.flatMap((node) => {
    const position = places.get(node.id);
    return position === undefined ? [] : [{ ...node, view: { position: { x: position.x, y: position.y } } }];
  });
}

function firstPort(definition: NodeDefinition, data: FlowNode['data']): string | null {
  return portsOf(definition, data)[0] ?? null;
}
