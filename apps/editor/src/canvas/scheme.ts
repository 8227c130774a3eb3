import type { FlowDocument, FlowEdge, FlowNode, NodeDefinition } from '@signalbox/flow';
import { portsOf } from '@signalbox/flow';
import { ClassicPreset } from 'rete';
import type { GetSchemes } from 'rete';
import { hasInput } from '../document/can-connect.ts';
import { edgeKey, portKey } from '../document/operations.ts';
import { TILE, tileHeight } from './geometry.ts';

/** Key of the one input that a node has. */
export const INPUT = 'in';

/** All ports carry the same: a message on its way. What fits what is the document's matter. */
export const socket = new ClassicPreset.Socket('flow');

interface TileShape {
  readonly height: number;
  readonly hasInput: boolean;
}

/** What the canvas keeps of a node: its ports and size. Everything shown is read from the document. */
export class CanvasNode extends ClassicPreset.Node {
  readonly width = TILE.width;
  readonly height: number;
  readonly flowNodeId: number;
  readonly ports: readonly string[];

  constructor(flowNodeId: number, ports: readonly string[], shape: TileShape) {
    super('');
    this.id = String(flowNodeId);
    this.flowNodeId = flowNodeId;
    this.ports = ports;
    this.height = shape.height;
    if (shape.hasInput) this.addInput(INPUT, new ClassicPreset.Input(socket, undefined, true));
    for (const port of ports) this.addOutput(port, new ClassicPreset.Output(socket, undefined, true));
  }
}

export class CanvasWire extends ClassicPreset.Connection<CanvasNode, CanvasNode> {
  readonly edgeKey: string;

  constructor(edge: FlowEdge, source: CanvasNode, target: CanvasNode) {
    super(source, portKey(edge), target, INPUT);
    this.edgeKey = edgeKey(edge);
    this.id = this.edgeKey;
  }
}

export type Schemes = GetSchemes<CanvasNode, CanvasWire>;

/**
 * The output ports of a node in their order: those of its type, or for an unknown type those
 * that its edges leave by, in the order of their names, so that its wires are still drawn.
 */
export function outputPorts(
  node: FlowNode,
  definition: NodeDefinition | undefined,
  edges: FlowDocument['edges'],
): readonly string[] {
  return [
    ...new Set([
      ...(definition ? portsOf(definition, node.data) : []),
      ...(endsOf(edges).leaving.get(node.id) ?? []).toSorted(),
    ]),
  ];
}

/** Whether a node shows an input: by its type, or because a wire leads to it all the same. */
export function showsInput(
  node: FlowNode,
  definition: NodeDefinition | undefined,
  edges: FlowDocument['edges'],
): boolean {
  return hasInput(definition) || endsOf(edges).targets.has(node.id);
}

export function createCanvasNode(
  node: FlowNode,
  definition: NodeDefinition | undefined,
  edges: FlowDocument['edges'],
): CanvasNode {
  const ports = outputPorts(node, definition, edges);
  const takesWires = showsInput(node, definition, edges);
  return new CanvasNode(node.id, ports, { height: shapeHeight(definition, ports), hasInput: takesWires });
}

/** Height of a node's tile, canvas pixels. */
export function nodeHeight(
  node: FlowNode,
  definition: NodeDefinition | undefined,
  edges: FlowDocument['edges'],
): number {
  return shapeHeight(definition, outputPorts(node, definition, edges));
}

function shapeHeight(definition: NodeDefinition | undefined, ports: readonly string[]): number {
  return definition?.category === 'note' ? TILE.note : tileHeight(ports.length);
}

interface EdgeEnds {
  /** Ports that edges leave by, by the node that they leave. */
  readonly leaving: ReadonlyMap<number, readonly string[]>;
  readonly targets: ReadonlySet<number>;
}

const knownEnds = new WeakMap<FlowDocument['edges'], EdgeEnds>();

/** One index per list of edges: every node asks for its own. */
function endsOf(edges: FlowDocument['edges']): EdgeEnds {
  const known = knownEnds.get(edges);
  if (known !== undefined) return known;
  const leaving = new Map<number, string[]>();
  for (const edge of edges) {
    const ports = leaving.get(edge.from);
    if (ports === undefined) leaving.set(edge.from, [portKey(edge)]);
    else ports.push(portKey(edge));
  }
  const ends = { leaving, targets: new Set(edges.map((edge) => edge.to)) };
  knownEnds.set(edges, ends);
  return ends;
}
