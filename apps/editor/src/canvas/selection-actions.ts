import type { FlowNode } from '@signalbox/flow';
import { nextNodeId, paste, removeAndReconnect, removeItems, setDisabled } from '../document/commands.ts';
import type { Point } from '../document/commands.ts';
import { parseClipboard, stringifyClipboard } from '../document/clipboard.ts';
import type { Clip } from '../document/clipboard.ts';
import { bridgesOver } from '../document/bridges.ts';
import { text } from '../text/text.ts';
import { titleOf } from './connect-actions.ts';
import { GRID, TILE, boundsOf, overlaps, snap, tileRectangle } from './geometry.ts';
import type { EditorSession } from './session.ts';

/** Copies stand this far from what they are copied from. */
const COPY_OFFSET: Point = { x: GRID * 4, y: GRID * 4 };

export function removeSelection(session: EditorSession): void {
  const { nodes, edges } = session.selection.state.getState();
  if (nodes.size + edges.size === 0) return;
  const words = nodes.size === 0 ? text.canvas.announceWireRemoved : removedWords(session, nodes);
  session.documents.run(removeItems([...nodes], [...edges]));
  session.messages.announce(words);
}

/** Removes the selected nodes and ties what led to them to what they led to. */
export function removeSelectionAndReconnect(session: EditorSession): void {
  const { nodes } = session.selection.state.getState();
  if (nodes.size === 0) return;
  const { document } = session.documents.state.getState();
  const bridges = bridgesOver(document, nodes, session.library);
  const words = removedWords(session, nodes);
  session.documents.run(removeAndReconnect([...nodes], bridges));
  session.messages.announce(words);
}

/** Asked while they are there: one that goes alone is named. */
function removedWords(session: EditorSession, nodes: ReadonlySet<number>): string {
  const [only] = nodes;
  return nodes.size === 1 && only !== undefined
    ? text.announce.removed(titleOf(session, only))
    : text.canvas.announceRemoved(nodes.size);
}

export function selectAll(session: EditorSession): void {
  const { nodes } = session.documents.state.getState().document;
  session.selection.selectNodes(nodes.map((node) => node.id));
  session.messages.announce(text.canvas.announceSelected(nodes.length));
}

/** Switches the selected nodes off, or on when all of them are off. */
export function toggleSelection(session: EditorSession): void {
  const { nodes: ids } = session.selection.state.getState();
  const { nodes } = session.documents.state.getState().document;
  const isOff = nodes.some((node) => ids.has(node.id) && node.disabled !== true);
  session.documents.run(setDisabled([...ids], isOff));
  if (ids.size > 0) session.messages.announce(text.canvas.announceSwitched(ids.size, isOff));
}

export function duplicateSelection(session: EditorSession): void {
  insertClip(session, selectedClip(session), COPY_OFFSET);
}

/** The selected nodes and the wires among them as text for the clipboard; `null` when none is. */
export function copySelection(session: EditorSession): string | null {
  const clip = selectedClip(session);
  if (clip.nodes.length === 0) return null;
  session.messages.announce(text.canvas.announceCopied(clip.nodes.length));
  return stringifyClipboard({ ...clip, nodes: clip.nodes.map((node) => withoutSecrets(session, node)) });
}

/** Pastes what `copySelection` gave, here or in another flow; says why when it is any other text. */
export function pasteText(session: EditorSession, content: string): void {
  const { messages, documents } = session;
  const parsed = parseClipboard(content);
  if (documents.state.getState().readOnly) messages.show(text.editor.readOnly, 'paste');
  else if (parsed.clip === null) messages.show(text.clipboard[parsed.refusal], 'paste');
  else insertClip(session, parsed.clip, pasteOffset(session, parsed.clip));
}

export function undo(session: EditorSession): void {
  const label = session.documents.undo();
  if (label !== null) session.messages.announce(text.canvas.announceUndone(label));
}

export function redo(session: EditorSession): void {
  const label = session.documents.redo();
  if (label !== null) session.messages.announce(text.canvas.announceRedone(label));
}

/** The clipboard is anyone's: secrets stay here, as with exports. */
function withoutSecrets({ library }: EditorSession, node: FlowNode): FlowNode {
  const data = library.definition(node.type)?.withoutSecrets?.(node.data);
  return data === undefined ? node : { ...node, data };
}

function selectedClip(session: EditorSession): Clip {
  const { nodes: ids } = session.selection.state.getState();
  const { nodes, edges } = session.documents.state.getState().document;
  return {
    nodes: nodes.filter((node) => ids.has(node.id)),
    edges: edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)),
  };
}

function insertClip(session: EditorSession, clip: Clip, offset: Point): void {
  const { documents, selection, messages } = session;
  const { document } = documents.state.getState();
  const first = nextNodeId(document);
  documents.run(paste(clip.nodes, clip.edges, asideOf(document.nodes, clip.nodes, offset)));
  selection.selectNodes(clip.nodes.map((_, index) => first + index));
  messages.announce(text.canvas.announcePasted(clip.nodes.length), 'paste');
}

/** As far, and on by a step for each time that it would lie exactly upon what stands there already. */
function asideOf(standing: readonly FlowNode[], copies: readonly FlowNode[], offset: Point): Point {
  const taken = new Set(standing.map((node) => placeName(node)));
  let { x, y } = offset;
  while (copies.some((node) => taken.has(placeName(node, { x, y })))) {
    x += COPY_OFFSET.x;
    y += COPY_OFFSET.y;
  }
  return { x, y };
}

function placeName({ view }: FlowNode, by: Point = { x: 0, y: 0 }): string {
  const { x, y } = view?.position ?? { x: 0, y: 0 };
  return `${x + by.x} ${y + by.y}`;
}

/** Beside the original when that is in view, else in the middle of what is seen. */
function pasteOffset(session: EditorSession, clip: Clip): Point {
  const viewport = session.view.getState().current?.viewport;
  const corners = clip.nodes.map((node) => node.view?.position ?? { x: 0, y: 0 });
  const bounds = boundsOf(corners.map((corner) => tileRectangle(corner, TILE.head)));
  if (viewport === undefined || bounds === null || overlaps(viewport.visible(0), bounds)) return COPY_OFFSET;
  const centre = viewport.centre();
  return snap({
    x: centre.x - (bounds.left + bounds.right) / 2,
    y: centre.y - (bounds.top + bounds.bottom) / 2,
  });
}
