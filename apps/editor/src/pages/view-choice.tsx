import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { SHOWN_AS } from '../canvas/preferences.ts';
import { useSession } from '../canvas/session-context.tsx';
import { showAs } from '../outline/show-as.ts';
import { text } from '../text/text.ts';
import { Segments } from '../ui/segments.tsx';

/** Whether the flow is shown as a drawing or as a list. */
export function ViewChoice(): ReactNode {
  const session = useSession();
  const shown = useStore(session.preferences, (state) => state.shownAs);
  return (
    <Segments
      label={text.outline.choice}
      options={SHOWN_AS.map((id) => ({ id, title: text.outline[id] }))}
      value={shown}
      onChange={(view) => showAs(session, view)}
    />
  );
}
