import { useEffect } from 'react';
import type { EditorSession } from '../canvas/session.ts';
import type { FlowSaver } from '../pages/flow-saver.ts';
import { browserTimer } from '../timer.ts';
import { followProblems } from './follow-problems.ts';
import { followSaving } from './follow-saving.ts';

/** Announces what changes by itself; what somebody does is announced where it is done. */
export function useAnnouncements({ problems, messages }: EditorSession, saver: FlowSaver): void {
  useEffect(() => {
    const stops = [followProblems(problems, messages, browserTimer), followSaving(saver.state, messages)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [problems, messages, saver]);
}
