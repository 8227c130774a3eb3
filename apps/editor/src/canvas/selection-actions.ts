import type { FlowNode } from '@signalbox/flow';
import { blankData } from '../document/blank-data.ts';
import { addNode, nextNodeId, paste, removeItems } from '../document/commands.ts';
import type { Point } from '../document/commands.ts';
import { parseClipboard, stringifyClipboard } from '../document/clipboard.ts';
import type { Clip } from '../document/clipboard.ts';
import { text } from '../text/en.ts';
import { GAP, GRID, TILE, freePlace, tileRectangle } from './geometry.ts';
import type { Rectangle } from './geometry.ts';
import { outputPorts } from './scheme.ts';
import type { EditorSession } from './session.ts';

/** Copies stand this far from what they are copied from. */
const COPY_OFFSET: Point = { x: GRID * 4, y: GRID * 4 };

/** Adds a node with its middle at a place, or below where there is room, and selects it. */
export function addNodeAt(session: EditorSession, type: string, middle: Point): void {
  addNodeWithCorner(session, type, { x: middle.x - TILE.width / 2, y: middle.y - TILE.head });
}

/** Adds a node to the right of the selected one, or in the middle of what is seen. */
export function addNodeNext(session: EditorSession, type: string): void {
  const [selected, ...others] = session.selection.state.getState().nodes;
  const { nodes } = session.documents.state.getState().document;
  const at = nodes.find((node) => node.id === selected)?.view?.position;
  if (at === undefined || others.length > 0) {
    addNodeAt(session, type, session.view.getState().current?.viewport.centre() ?? { x: 0, y: 0 });
  } else {
    addNodeWithCorner(session, type, { x: at.x + TILE.width + GAP, y: at.y });
  }
}

function addNodeWithCorner(session: EditorSession, type: string, corner: Point): void {
  const { documents, library, selection, messages } = session;
  const definition = library.definition(type);
  if (definition === undefined) return;
  const position = freePlace(corner, takenPlaces(session), definition.edges.length);
  const node: FlowNode = {
    id: nextNodeId(documents.state.getState().document),
    type,
    data: blankData(definition),
    view: { position },
  };
  documents.run(addNode(node));
  selection.selectNodes([node.id]);
  messages.announce(text.canvas.announceAdded(definition.title));
}

export function removeSelection(session: EditorSession): void {
  const { nodes, edges } = session.selection.state.getState();
  if (nodes.size + edges.size === 0) return;
  session.documents.run(removeItems([...nodes], [...edges]));
  session.messages.announce(
    nodes.size === 0 ? text.canvas.announceWireRemoved : text.canvas.announceRemoved(nodes.size),
  );
}

export function selectAll(session: EditorSession): void {
  const { nodes } = session.documents.state.getState().document;
  session.selection.selectNodes(nodes.map((node) => node.id));
  session.messages.announce(text.canvas.announceSelected(nodes.length));
}

export function duplicateSelection(session: EditorSession): void {
  insertClip(session, selectedClip(session));
}

/** The selected nodes and the wires among them as text for the clipboard; `null` when none is. */
export function copySelection(session: EditorSession): string | null {
  const clip = selectedClip(session);
  return clip.nodes.length === 0 ? null : stringifyClipboard(clip);
}

/** Pastes what `copySelection` gave, here or in another flow; false for any other text. */
export function pasteText(session: EditorSession, content: string): boolean {
  const clip = parseClipboard(content);
  if (clip === null) return false;
  insertClip(session, clip);
  return true;
}

export function undo(session: EditorSession): void {
  const label = session.documents.undo();
  if (label !== null) session.messages.announce(text.canvas.announceUndone(label));
}

export function redo(session: EditorSession): void {
  const label = session.documents.redo();
  if (label !== null) session.messages.announce(text.canvas.announceRedone(label));
}

function selectedClip(session: EditorSession): Clip {
  const { nodes: ids } = session.selection.state.getState();
  const { nodes, edges } = session.documents.state.getState().document;
  return {
    nodes: nodes.filter((node) => ids.has(node.id)),
    edges: edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)),
  };
}

function insertClip(session: EditorSession, clip: Clip): void {
  const { documents, selection } = session;
  const first = nextNodeId(documents.state.getState().document);
  documents.run(paste(clip.nodes, clip.edges, COPY_OFFSET));
  selection.selectNodes(clip.nodes.map((_, index) => first + index));
}

function takenPlaces(session: EditorSession): readonly Rectangle[] {
  const { nodes, edges } = session.documents.state.getState().document;
  return nodes.map((node) => {
    const ports = outputPorts(node, session.library.definition(node.type), edges);
    return tileRectangle(node.view?.position ?? { x: 0, y: 0 }, ports.length);
  });
}
