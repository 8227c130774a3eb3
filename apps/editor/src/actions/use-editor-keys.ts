import { useEffect } from 'react';
import { revealTile } from '../canvas/focus-tile.ts';
import { copySelection, pasteText, removeSelection } from '../canvas/selection-actions.ts';
import type { EditorSession } from '../canvas/session.ts';
import { editorActions, isPossible } from './editor-actions.ts';
import type { EditorAction } from './editor-actions.ts';
import { keyName } from './key-name.ts';

const byKey: ReadonlyMap<string, EditorAction> = new Map(
  editorActions.flatMap((action) =>
    action.isBrowsers === true ? [] : action.keys.map((key) => [key, action] as const),
  ),
);

/** The keys of the flow page, by the table of actions. Those of a single tile are the tile's own. */
export function useEditorKeys(session: EditorSession, save: () => void): void {
  useEffect(() => {
    /** Before tiles and fields have it, which would make something of their own of it. */
    function onEverywhereKey(event: KeyboardEvent): void {
      const name = keyName(event);
      const action = byKey.get(name);
      if (name !== 'ctrl+s' && (action?.isEverywhere !== true || isInLayer(event.target))) return;
      event.preventDefault();
      event.stopPropagation();
      if (action === undefined) save();
      else action.run(session);
    }

    function onKeyDown(event: KeyboardEvent): void {
      const name = keyName(event);
      if (name === 'escape' && !event.defaultPrevented && leadsBack(event.target, session)) return;
      const action = byKey.get(name);
      if (action === undefined || event.defaultPrevented || isElsewhere(event.target)) return;
      if (isLetter(name) && !areLettersOurs(session, event.target)) return;
      if (!isPossible(action, session)) return;
      event.preventDefault();
      action.run(session);
    }

    function onCopy(event: ClipboardEvent): void {
      if (isElsewhere(event.target) || hasTextSelected()) return;
      const content = copySelection(session);
      if (content === null || event.clipboardData === null) return;
      event.clipboardData.setData('text/plain', content);
      event.preventDefault();
      // Who may only look gets a copy.
      if (event.type === 'cut' && !session.documents.state.getState().readOnly) removeSelection(session);
    }

    function onPaste(event: ClipboardEvent): void {
      if (isElsewhere(event.target) || event.clipboardData === null) return;
      event.preventDefault();
      pasteText(session, event.clipboardData.getData('text/plain'));
    }

    document.addEventListener('keydown', onEverywhereKey, { capture: true });
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('keydown', onEverywhereKey, { capture: true });
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [session, save]);
}

/** Escape leads from the settings of a node back to it. */
function leadsBack(target: EventTarget | null, session: EditorSession): boolean {
  const [nodeId] = session.selection.state.getState().nodes;
  const isThere = target instanceof Element && target.closest('#side') !== null;
  if (nodeId === undefined || !isThere) return false;
  void revealTile(session, nodeId);
  return true;
}

/** In a field the keys write; in a dialog or a menu they are not for the canvas. */
function isElsewhere(target: EventTarget | null): boolean {
  if (isInLayer(target)) return true;
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}

/** What lies over the page for a moment has its keys for itself. */
function isInLayer(target: EventTarget | null): boolean {
  const layers = 'dialog, [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
  return target instanceof Element && target.closest(layers) !== null;
}

/** A key without Ctrl or Alt that writes something. */
function isLetter(name: string): boolean {
  return name.replace(/^shift\+/, '').length === 1;
}

/** In a list that is searched by typing, letters are for the search; some people want none at all. */
function areLettersOurs({ preferences }: EditorSession, target: EventTarget | null): boolean {
  if (!preferences.getState().areLetterKeysOn) return false;
  return !(target instanceof Element) || target.closest('[data-finds-by-letters]') === null;
}

function hasTextSelected(): boolean {
  return document.getSelection()?.isCollapsed === false;
}
