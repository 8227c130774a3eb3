import { useEffect } from 'react';
import {
  copySelection,
  duplicateSelection,
  pasteText,
  redo,
  removeSelection,
  selectAll,
  undo,
} from '../canvas/selection-actions.ts';
import type { EditorSession } from '../canvas/session.ts';
import type { FlowSaver } from './flow-saver.ts';
import { keyName } from './key-name.ts';

type Action = () => void;

/** The keys of the flow page. Those of a single tile (arrows, Enter) are the tile's own. */
export function useEditorKeys(session: EditorSession, saver: FlowSaver): void {
  useEffect(() => {
    const { view } = session;
    const actions: Readonly<Record<string, Action>> = {
      'ctrl+z': () => undo(session),
      'ctrl+shift+z': () => redo(session),
      'ctrl+y': () => redo(session),
      'ctrl+a': () => selectAll(session),
      'ctrl+d': () => duplicateSelection(session),
      delete: () => removeSelection(session),
      backspace: () => removeSelection(session),
      escape: () => {
        view.getState().current?.dropWire();
        session.selection.clear();
      },
      '1': () => void view.getState().current?.viewport.fit(),
      '0': () => view.getState().current?.viewport.actualSize(),
    };

    function onKeyDown(event: KeyboardEvent): void {
      const name = keyName(event);
      if (name === 'ctrl+s') {
        event.preventDefault();
        void saver.save();
        return;
      }
      const action = actions[name];
      if (action === undefined || event.defaultPrevented || isElsewhere(event.target)) return;
      event.preventDefault();
      action();
    }

    function onCopy(event: ClipboardEvent): void {
      if (isElsewhere(event.target) || hasTextSelected()) return;
      const content = copySelection(session);
      if (content === null || event.clipboardData === null) return;
      event.clipboardData.setData('text/plain', content);
      event.preventDefault();
      if (event.type === 'cut') removeSelection(session);
    }

    function onPaste(event: ClipboardEvent): void {
      if (isElsewhere(event.target) || event.clipboardData === null) return;
      if (pasteText(session, event.clipboardData.getData('text/plain'))) event.preventDefault();
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
  }, [session, saver]);
}

/** In a field the keys write; in a dialog or a menu they are not for the canvas. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return (
    target.closest(
      'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]',
    ) !== null
  );
}

function hasTextSelected(): boolean {
  return document.getSelection()?.isCollapsed === false;
}
