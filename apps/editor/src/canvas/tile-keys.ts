import type { KeyboardEvent } from 'react';
import { nudgeNodes } from '../document/commands.ts';
import { text } from '../text/text.ts';
import { goToSettings } from '../side/side-state.ts';
import { GRID } from './geometry.ts';
import type { EditorSession } from './session.ts';

const ARROWS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Keys of a tile that has the focus: Space selects it, Enter goes to its settings, arrows move what is selected. */
export function handleTileKey(event: KeyboardEvent, session: EditorSession, id: number): void {
  const { selection, documents, messages } = session;
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    if (event.shiftKey) selection.toggleNode(id);
    else selection.selectNodes([id]);
    if (event.key === 'Enter' && !event.shiftKey) goToSettings(session);
  }
  const arrow = ARROWS[event.key];
  if (arrow === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if (!selection.state.getState().nodes.has(id)) selection.selectNodes([id]);
  if (documents.state.getState().readOnly) return;
  const step = event.shiftKey ? GRID * 4 : GRID;
  const moved = [...selection.state.getState().nodes];
  documents.run(nudgeNodes(moved, { x: arrow.x * step, y: arrow.y * step }));
  const at = documents.state.getState().document.nodes.find((node) => node.id === id)?.view?.position;
  if (at !== undefined) messages.announce(text.canvas.announceMoved(at.x, at.y));
}
