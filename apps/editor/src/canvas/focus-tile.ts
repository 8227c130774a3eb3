import type { Point } from '../document/commands.ts';
import { focusLandmark } from '../shell/landmarks.ts';
import { nextFrame } from '../ui/next-frame.ts';
import type { EditorSession } from './session.ts';

/** A tile that comes into view is there after two frames, on a busy machine after some more. */
const MOST_FRAMES = 30;

/** After so many, entries that have come into view have their heights. */
const SETTLING_FRAMES = 5;

/** Brings a node into view and gives it the focus, as soon as it is drawn; not who has gone on meanwhile. */
export async function revealTile(session: EditorSession, nodeId: number): Promise<void> {
  const start = document.activeElement;
  const view = session.view.getState().current;
  await view?.drawn();
  if (hasGoneOn(start)) return;
  view?.viewport.reveal(nodeId);
  await untilDrawn(session, nodeId, start);
  if (!hasGoneOn(start)) focusTile(session, nodeId);
}

/** Brings the entry of a node into view, as soon as it is drawn; the focus stays where it is. */
export async function showEntry(session: EditorSession, nodeId: number): Promise<void> {
  await untilDrawn(session, nodeId, document.activeElement);
  const element = elementOf(session, nodeId);
  if (element !== null) await keepInView(element);
}

/**
 * Brings an entry into view, again when it moves: those above it take their own heights when they are
 * drawn. One that had the focus is left where it is as soon as the focus has gone on.
 */
export async function keepInView(entry: HTMLElement): Promise<void> {
  const isFocused = document.activeElement === entry;
  let top: number | null = null;
  for (let frame = 0; frame < SETTLING_FRAMES; frame += 1) {
    if (isFocused && document.activeElement !== entry) return;
    if (entry.getBoundingClientRect().top !== top) entry.scrollIntoView({ block: 'nearest' });
    ({ top } = entry.getBoundingClientRect());
    await nextFrame();
  }
}

/** @param start what had the focus when it was asked for */
async function untilDrawn(session: EditorSession, nodeId: number, start: Element | null): Promise<void> {
  let place: number | null = null;
  for (let frame = 0; frame < MOST_FRAMES && elementOf(session, nodeId) === null; frame += 1) {
    if (hasGoneOn(start)) return;
    place = session.outline.getState().approach(nodeId, place);
    await nextFrame();
  }
}

/** Somebody has taken the focus elsewhere. Who had none, or lost it, may have been led on by the page. */
function hasGoneOn(start: Element | null): boolean {
  const { activeElement, body } = document;
  return start !== body && start?.isConnected === true && activeElement !== start && activeElement !== body;
}

/** Brings what is selected into view and gives it the focus; else the first node, else what stands for none. */
export function revealSelected(session: EditorSession): void {
  const { nodes } = session.documents.state.getState().document;
  const [nodeId = nodes[0]?.id] = session.selection.state.getState().nodes;
  const { list } = session.outline.getState();
  if (nodeId !== undefined) void revealTile(session, nodeId);
  else if (list !== null) list.focus();
  else focusLandmark('empty-flow');
}

/** After a change of the view by a key; does nothing otherwise. */
export function takeWantedFocus(session: EditorSession): void {
  if (!session.outline.getState().isFocusWanted) return;
  session.outline.setState({ isFocusWanted: false });
  revealSelected(session);
}

/** Gives what shows a node the focus; does nothing while it is not drawn. */
export function focusTile(session: EditorSession, nodeId: number): void {
  const element = elementOf(session, nodeId);
  element?.focus({ preventScroll: true });
  // The canvas is panned instead of scrolled; the outline is a page like any other.
  if (element !== null && session.outline.getState().list !== null) void keepInView(element);
}

/** What shows a node: its entry while the outline is there, else its tile's handle. */
export function elementOf({ view, outline }: EditorSession, nodeId: number): HTMLElement | null {
  const { list } = outline.getState();
  const element =
    list === null
      ? view.getState().current?.container.querySelector(`[data-node-id="${nodeId}"] > button`)
      : list.querySelector(`[role="row"][data-key="${nodeId}"]`);
  return element instanceof HTMLElement ? element : null;
}

/** Where a panel about an entry of the outline opens, in the window; `null` while there is no outline. */
export function placeAtEntry(session: EditorSession, nodeId: number): Point | null {
  if (session.outline.getState().list === null) return null;
  const box = elementOf(session, nodeId)?.getBoundingClientRect();
  return box === undefined ? null : { x: box.left + 48, y: box.top + 36 };
}
