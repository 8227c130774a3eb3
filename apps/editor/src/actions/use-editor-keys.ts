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
    function onKeyDown(event: KeyboardEvent): void {
      const name = keyName(event);
      if (name === 'ctrl+s') {
        event.preventDefault();
        save();
        return;
      }
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

    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
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
  const isThere = target instanceof Element && target.closest('#inspector') !== null;
  if (nodeId === undefined || !isThere) return false;
  void revealTile(session, nodeId);
  return true;
}

/** In a field the keys write; in a dialog or a menu they are not for the canvas. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return (
    target.closest(
      'input, textarea, select, dialog, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]',
    ) !== null
  );
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
