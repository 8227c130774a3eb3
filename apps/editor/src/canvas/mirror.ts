import type { FlowDocument, FlowNode, NodeDefinition, NodeDefinitions } from '@signalbox/flow';
import type { NodeEditor } from 'rete';
import type { Point } from '../document/commands.ts';
import { edgeKey } from '../document/operations.ts';
import { CanvasWire, INPUT, createCanvasNode, outputPorts, showsInput } from './scheme.ts';
import type { CanvasNode, Schemes } from './scheme.ts';

const ORIGIN: Point = { x: 0, y: 0 };

/** The part of the area that the mirror moves nodes with. */
export interface Mover {
  translate(nodeId: string, position: Point): Promise<unknown>;
  /** Where a drawn node is now: a drag may have moved it without the document. */
  positionOf(nodeId: string): Point | undefined;
}

/** Makes Rete show the document, whatever is wrong with it. Only ever called from one queue. */
export interface Mirror {
  apply(document: FlowDocument): Promise<void>;
  readonly nodes: ReadonlyMap<string, CanvasNode>;
  readonly wires: ReadonlyMap<string, CanvasWire>;
}

export function createMirror(editor: NodeEditor<Schemes>, area: Mover, definitions: NodeDefinitions): Mirror {
  const nodes = new Map<string, CanvasNode>();
  const types = new Map<string, string>();
  const wires = new Map<string, CanvasWire>();

  function isCurrent(shown: CanvasNode, node: FlowNode | undefined, document: FlowDocument): boolean {
    if (node === undefined || types.get(shown.id) !== node.type) return false;
    return hasPorts(shown, node, definitions.definition(node.type), document);
  }

  async function removeGone(document: FlowDocument): Promise<void> {
    const wanted = new Map(document.nodes.map((node) => [String(node.id), node]));
    const keys = new Set(document.edges.map(edgeKey));
    const gone = [...nodes].flatMap(([id, shown]) =>
      isCurrent(shown, wanted.get(id), document) ? [] : [id],
    );
    const isGone = new Set(gone);
    const looseWires = [...wires].filter(
      ([key, wire]) => !keys.has(key) || isGone.has(wire.source) || isGone.has(wire.target),
    );
    for (const [key] of looseWires) wires.delete(key);
    await Promise.all(looseWires.map(([key]) => editor.removeConnection(key)));
    for (const id of gone) nodes.delete(id);
    // Different ids may go at once; one id twice must not (the maps see to that).
    await Promise.all(gone.map((id) => editor.removeNode(id)));
  }

  async function addNew(document: FlowDocument): Promise<void> {
    const added = document.nodes.filter((node) => !nodes.has(String(node.id)));
    const fresh = added.map((node) => {
      const created = createCanvasNode(node, definitions.definition(node.type), document.edges);
      nodes.set(created.id, created);
      types.set(created.id, node.type);
      return created;
    });
    await Promise.all(fresh.map((node) => editor.addNode(node)));
  }

  async function addWires(document: FlowDocument): Promise<void> {
    const fresh: CanvasWire[] = [];
    for (const edge of document.edges) {
      const source = nodes.get(String(edge.from));
      const target = nodes.get(String(edge.to));
      if (wires.has(edgeKey(edge)) || source === undefined || target === undefined) continue;
      const wire = new CanvasWire(edge, source, target);
      wires.set(wire.edgeKey, wire);
      fresh.push(wire);
    }
    await Promise.all(fresh.map((wire) => editor.addConnection(wire)));
  }

  return {
    nodes,
    wires,
    async apply(document) {
      await removeGone(document);
      await addNew(document);
      await moveAll(document, area);
      await addWires(document);
    },
  };
}

/** Whether a drawn node has the ports that it should have. */
function hasPorts(
  shown: CanvasNode,
  node: FlowNode,
  definition: NodeDefinition | undefined,
  { edges }: FlowDocument,
): boolean {
  const isSameOutput = outputPorts(node, definition, edges).join() === shown.ports.join();
  return isSameOutput && showsInput(node, definition, edges) === shown.hasInput(INPUT);
}

async function moveAll(document: FlowDocument, area: Mover): Promise<void> {
  const moves = document.nodes.flatMap((node) => {
    const id = String(node.id);
    const wanted = node.view?.position ?? ORIGIN;
    const at = area.positionOf(id);
    return at?.x === wanted.x && at.y === wanted.y ? [] : [area.translate(id, wanted)];
  });
  await Promise.all(moves);
}
