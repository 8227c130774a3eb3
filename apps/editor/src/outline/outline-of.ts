import type { FlowDocument, FlowEdge, FlowNode, NodeDefinition, NodeDefinitions } from '@signalbox/flow';
import { outputPorts } from '../canvas/scheme.ts';
import { portKey } from '../document/operations.ts';

/** A way out of a node, with the wires that leave by it in the order of where they lead. */
export interface OutlineWay {
  readonly port: string;
  readonly wires: readonly FlowEdge[];
}

/** A node of the flow in its place of the reading order. */
export interface OutlineEntry {
  readonly node: FlowNode;
  /** How many branchings lie before it. */
  readonly depth: number;
  /** The wire by which the reading order comes here; `null` where it begins anew. */
  readonly arrival: FlowEdge | null;
  /** Nothing leads here and nothing leads on. */
  readonly isLoose: boolean;
  /** Every port of the node in its order; a wire stands with the node that it leaves. */
  readonly ways: readonly OutlineWay[];
}

/**
 * A flow as a list to read: from each trigger along the wires, a branch to its end before the next
 * one, and what stands alone last. Every node is one entry, where it is reached first; every wire
 * stands once, with the node that it leaves. The order follows ids and ports alone: neither moving
 * nodes nor the order of the document's lists changes it.
 */
export function outlineOf(document: FlowDocument, definitions: NodeDefinitions): readonly OutlineEntry[] {
  const { edges } = document;
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const leaving = leavingWires(document, nodes);
  const ends = new Set([...leaving.values()].flat().map((edge) => edge.to));
  const entries = new Map<number, OutlineEntry>();

  /** Depth first, by a list of its own: flows may be longer than the stack is deep. */
  function walk(start: FlowNode): void {
    const open: Step[] = [{ node: start, depth: 0, arrival: null }];
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      const { node } = step;
      if (entries.has(node.id)) continue;
      const wires = leaving.get(node.id) ?? [];
      const definition = definitions.definition(node.type);
      const ports = outputPorts(node, definition, edges);
      const ways = waysOut(ports, wires);
      const isLoose = wires.length === 0 && !ends.has(node.id) && definition?.category !== 'trigger';
      entries.set(node.id, { ...step, isLoose, ways });
      const depth = step.depth + (ports.length > 1 || wires.length > 1 ? 1 : 0);
      open.push(...nextSteps(ways, nodes, depth).toReversed());
    }
  }

  const ranked = document.nodes.map((node) => ({
    node,
    rank: rankOf(definitions.definition(node.type), ends.has(node.id), leaving.has(node.id)),
  }));
  ranked.sort((a, b) => a.rank - b.rank || a.node.id - b.node.id);
  for (const { node } of ranked) walk(node);
  return [...entries.values()];
}

interface Step {
  readonly node: FlowNode;
  readonly depth: number;
  readonly arrival: FlowEdge | null;
}

/** Triggers begin; then what leads on but is led to by nothing, then circles, loose nodes and notes. */
function rankOf(definition: NodeDefinition | undefined, isReached: boolean, leadsOn: boolean): number {
  if (definition?.category === 'trigger') return 0;
  if (!isReached && leadsOn) return 1;
  if (isReached) return 2;
  return definition?.category === 'note' ? 4 : 3;
}

/** The wires of each node that has some. One whose end is missing leads nowhere, but it is there. */
function leavingWires(
  { edges }: FlowDocument,
  nodes: ReadonlyMap<number, FlowNode>,
): ReadonlyMap<number, readonly FlowEdge[]> {
  const leaving = new Map<number, FlowEdge[]>();
  for (const edge of edges) {
    const list = leaving.get(edge.from);
    if (list !== undefined) list.push(edge);
    else if (nodes.has(edge.from)) leaving.set(edge.from, [edge]);
  }
  return leaving;
}

function waysOut(ports: readonly string[], wires: readonly FlowEdge[]): readonly OutlineWay[] {
  return ports.map((port) => ({
    port,
    wires: wires.filter((edge) => portKey(edge) === port).toSorted((a, b) => a.to - b.to),
  }));
}

function nextSteps(
  ways: readonly OutlineWay[],
  nodes: ReadonlyMap<number, FlowNode>,
  depth: number,
): readonly Step[] {
  return ways.flatMap(({ wires }) =>
    wires.flatMap((edge) => {
      const node = nodes.get(edge.to);
      return node === undefined ? [] : [{ node, depth, arrival: edge }];
    }),
  );
}
