import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { SHOWN_AS } from '../canvas/preferences.ts';
import { useSession } from '../canvas/session-context.tsx';
import { showAs } from '../outline/show-as.ts';
import { text } from '../text/text.ts';
import styles from './flow-page.module.css';

/** Whether the flow is shown as a drawing or as a list. */
export function ViewChoice(): ReactNode {
  const session = useSession();
  const shown = useStore(session.preferences, (state) => state.shownAs);
  return (
    <fieldset className={styles['views']} aria-label={text.outline.choice}>
      {SHOWN_AS.map((view) => (
        <button
          key={view}
          type="button"
          className={styles['view']}
          aria-pressed={view === shown}
          onClick={() => showAs(session, view)}
        >
          {text.outline[view]}
        </button>
      ))}
    </fieldset>
  );
}
