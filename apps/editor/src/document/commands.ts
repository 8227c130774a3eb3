import type { FlowDocument, FlowEdge, FlowNode } from '@signalbox/flow';
import { text } from '../text/text.ts';
import { moveCaseEdges, renamedCase } from './rename-case.ts';
import { edgeKey, headOf, insertAtEnd } from './operations.ts';
import type { FlowHead, Operation } from './operations.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One gesture of the user: what to change, told by the document at the moment it runs. */
export interface Command {
  readonly label: string;
  /** Changes of one field by typing share a key and become one step. */
  readonly coalesceKey?: string;
  /** The operations; none when nothing would change. */
  plan(document: FlowDocument): readonly Operation[];
}

/** The smallest id above all ids in use. */
export function nextNodeId(document: FlowDocument): number {
  return document.nodes.reduce((highest, node) => Math.max(highest, node.id), 0) + 1;
}

/** Removes nodes with the edges that touch them, and further edges by their keys. */
export function removeItems(nodeIds: readonly number[], edgeKeys: readonly string[]): Command {
  return {
    label: text.steps.remove(nodeIds.length, edgeKeys.length),
    plan: (document) => {
      const ids = new Set(nodeIds);
      const keys = new Set(edgeKeys);
      const isNothing =
        !document.nodes.some((node) => ids.has(node.id)) &&
        !document.edges.some((edge) => keys.has(edgeKey(edge)));
      return isNothing ? [] : [{ kind: 'remove', nodeIds: [...ids], edgeKeys: [...keys] }];
    },
  };
}

/** @param label what the step is called when it is no plain move */
export function moveNodes(
  positions: ReadonlyMap<number, Point>,
  label = text.steps.move(positions.size),
): Command {
  return {
    label,
    plan: (document) => {
      const moved = document.nodes.flatMap((node) => {
        const position = positions.get(node.id);
        if (position === undefined || samePoint(node.view?.position, position)) return [];
        return [{ ...node, view: { ...node.view, position: { x: position.x, y: position.y } } }];
      });
      return moved.length === 0 ? [] : [{ kind: 'put_nodes', nodes: moved }];
    },
  };
}

/** Moves nodes by keyboard: one step while the keys follow each other. */
export function nudgeNodes(ids: readonly number[], by: Point): Command {
  return {
    label: text.steps.move(ids.length),
    coalesceKey: `nudge:${ids.join(',')}`,
    plan: (document) => {
      const positions = new Map<number, Point>();
      for (const node of document.nodes) {
        const at = node.view?.position ?? { x: 0, y: 0 };
        if (ids.includes(node.id)) positions.set(node.id, { x: at.x + by.x, y: at.y + by.y });
      }
      return moveNodes(positions).plan(document);
    },
  };
}

/** The names of a node's cases in its data; by the node's type. */
export type CaseNames = (data: FlowNode['data']) => readonly string[];

/**
 * Replaces a node's data. `field` names what is being typed into. The wires of a case that gets
 * another name go with it.
 */
export function setData(nodeId: number, data: FlowNode['data'], field: string, casesOf?: CaseNames): Command {
  return {
    label: text.steps.edit,
    coalesceKey: `data:${nodeId}:${field}`,
    plan: (document) => {
      const node = document.nodes.find((other) => other.id === nodeId);
      if (node === undefined || JSON.stringify(node.data) === JSON.stringify(data)) return [];
      const renamed = casesOf === undefined ? null : renamedCase(casesOf(node.data), casesOf(data));
      const moved = renamed === null ? [] : moveCaseEdges(document, nodeId, renamed);
      return [{ kind: 'put_nodes', nodes: [{ ...node, data }] }, ...moved];
    },
  };
}

/** Gives a node another title; an empty one changes nothing. */
export function renameNode(nodeId: number, title: string): Command {
  return {
    label: text.steps.rename,
    plan: (document) => {
      const node = document.nodes.find((other) => other.id === nodeId);
      if (node === undefined || title.trim() === '' || node.data['title'] === title.trim()) return [];
      return [{ kind: 'put_nodes', nodes: [{ ...node, data: { ...node.data, title: title.trim() } }] }];
    },
  };
}

/** Switches nodes off or on. */
export function setDisabled(nodeIds: readonly number[], isDisabled: boolean): Command {
  return {
    label: text.steps.switchOff(nodeIds.length, isDisabled),
    plan: (document) => {
      const changed = document.nodes.filter(
        (node) => nodeIds.includes(node.id) && (node.disabled === true) !== isDisabled,
      );
      if (changed.length === 0) return [];
      return [{ kind: 'put_nodes', nodes: changed.map((node) => withDisabled(node, isDisabled)) }];
    },
  };
}

function withDisabled({ disabled: _before, ...node }: FlowNode, isDisabled: boolean): FlowNode {
  return isDisabled ? { ...node, disabled: true } : node;
}

/** The caller has asked `canConnect`; an edge that exists already changes nothing. */
export function connect(edge: FlowEdge): Command {
  return {
    label: text.steps.connect,
    plan: (document) => {
      const ids = new Set(document.nodes.map((node) => node.id));
      const exists = document.edges.some((other) => edgeKey(other) === edgeKey(edge));
      const isPossible = ids.has(edge.from) && ids.has(edge.to) && !exists;
      return isPossible ? [insertAtEnd(document, [], [edge])] : [];
    },
  };
}

/**
 * Removes nodes and ties what led to them to what they led to.
 * @param bridges the edges that close the gaps
 */
export function removeAndReconnect(nodeIds: readonly number[], bridges: readonly FlowEdge[]): Command {
  return {
    label: text.steps.removeReconnect(nodeIds.length),
    plan: (document) => {
      const removal = removeItems(nodeIds, []).plan(document);
      const left = document.edges.filter(
        (edge) => !nodeIds.includes(edge.from) && !nodeIds.includes(edge.to),
      );
      const nodes = document.nodes.filter((node) => !nodeIds.includes(node.id));
      const added = bridges.filter((edge) => !left.some((other) => edgeKey(other) === edgeKey(edge)));
      if (removal.length === 0 || added.length === 0) return removal;
      return [...removal, insertAtEnd({ ...document, nodes, edges: left }, [], added)];
    },
  };
}

export function disconnect(key: string): Command {
  return removeItems([], [key]);
}

export function setHead(change: Partial<FlowHead>): Command {
  return {
    label: text.steps.describe,
    coalesceKey: `head:${Object.keys(change).join(',')}`,
    plan: (document) => {
      const before = headOf(document);
      const head = { ...before, ...change };
      return JSON.stringify(head) === JSON.stringify(before) ? [] : [{ kind: 'put_head', head }];
    },
  };
}

/** Adds copies of nodes and the edges among them, with ids of their own, moved by `offset`. */
export function paste(nodes: readonly FlowNode[], edges: readonly FlowEdge[], offset: Point): Command {
  return {
    label: text.steps.paste(nodes.length),
    plan: (document) => {
      if (nodes.length === 0) return [];
      const copies = renumber(document, nodes, edges);
      return [
        insertAtEnd(
          document,
          copies.nodes.map((node) => shift(node, offset)),
          copies.edges,
        ),
      ];
    },
  };
}

/** @param label what the step did, in the user's words */
export function replaceDocument(document: FlowDocument, label: string = text.steps.replace): Command {
  return { label, plan: () => [{ kind: 'replace', document }] };
}

function renumber(
  document: FlowDocument,
  nodes: readonly FlowNode[],
  edges: readonly FlowEdge[],
): { readonly nodes: readonly FlowNode[]; readonly edges: readonly FlowEdge[] } {
  const first = nextNodeId(document);
  const ids = new Map(nodes.map((node, index) => [node.id, first + index]));
  return {
    nodes: nodes.map((node) => ({ ...node, id: ids.get(node.id) ?? node.id })),
    edges: edges.flatMap((edge) => {
      const from = ids.get(edge.from);
      const to = ids.get(edge.to);
      return from === undefined || to === undefined ? [] : [{ ...edge, from, to }];
    }),
  };
}

function shift(node: FlowNode, offset: Point): FlowNode {
  const at = node.view?.position ?? { x: 0, y: 0 };
  return { ...node, view: { ...node.view, position: { x: at.x + offset.x, y: at.y + offset.y } } };
}

function samePoint(a: Point | undefined, b: Point): boolean {
  return a !== undefined && a.x === b.x && a.y === b.y;
}
