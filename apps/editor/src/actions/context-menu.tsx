import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Float } from '../canvas/float.tsx';
import type { Overlay } from '../canvas/overlay.ts';
import { useSession } from '../canvas/session-context.tsx';
import { text } from '../text/text.ts';
import styles from './actions.module.css';
import { editorActions, isPossible } from './editor-actions.ts';
import type { EditorAction } from './editor-actions.ts';
import { keyWords } from './key-words.ts';

interface ContextMenuProps {
  readonly overlay: Extract<Overlay, { kind: 'menu' }>;
  readonly onClose: () => void;
}

/** What can be done with what was pressed, by the table of actions. */
export function ContextMenu({ overlay, onClose }: ContextMenuProps): ReactNode {
  const session = useSession();
  const list = useRef<HTMLDivElement>(null);
  const offered = editorActions.filter(
    (action) => action.menus.includes(overlay.on) && isPossible(action, session),
  );
  useEffect(() => list.current?.querySelector('button')?.focus(), []);
  const [opener] = useState(() => document.activeElement);

  /** What had the focus has it again, and an action starts from there. */
  function close(): void {
    onClose();
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
  }

  function run(action: EditorAction): void {
    close();
    action.run(session, overlay.end);
  }

  return (
    <Float at={overlay.at} label={text.actions.menu} onClose={onClose}>
      <div
        ref={list}
        role="menu"
        tabIndex={-1}
        aria-label={text.actions.menu}
        className={styles['menu']}
        onKeyDown={(event) => moveFocus(event, close)}
      >
        {offered.map((action) => (
          <button
            key={action.id}
            type="button"
            role="menuitem"
            className={styles['item']}
            onClick={() => run(action)}
          >
            <span>{action.title}</span>
            {action.keys[0] !== undefined && <kbd>{keyWords(action.keys[0])}</kbd>}
          </button>
        ))}
      </div>
    </Float>
  );
}

/** Arrows go through the entries and round the ends; Escape and Tab close. */
function moveFocus(event: KeyboardEvent<HTMLElement>, onClose: () => void): void {
  const entries = [...event.currentTarget.querySelectorAll('button')];
  const now = entries.findIndex((entry) => entry === document.activeElement);
  const next = {
    ArrowDown: (now + 1) % entries.length,
    ArrowUp: (now - 1 + entries.length) % entries.length,
    Home: 0,
    End: entries.length - 1,
  }[event.key];
  if (event.key === 'Escape' || event.key === 'Tab') onClose();
  else if (next !== undefined) entries[next]?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
