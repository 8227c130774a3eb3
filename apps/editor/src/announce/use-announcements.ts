import { useEffect } from 'react';
import type { EditorSession } from '../canvas/session.ts';
import type { FlowSaver } from '../pages/flow-saver.ts';

/**
 * Announces what changes by itself; what somebody does is announced where it is done. Its code comes
 * after the page: nothing of it is said in the first second.
 */
export function useAnnouncements({ problems, messages }: EditorSession, saver: FlowSaver): void {
  useEffect(() => {
    let stop: (() => void) | null = null;
    let isGone = false;
    const follow = async (): Promise<void> => {
      const { followChanges } = await import('./follow-changes.ts');
      if (!isGone) stop = followChanges({ problems, messages, saving: saver.state });
    };
    void follow();
    return () => {
      isGone = true;
      stop?.();
    };
  }, [problems, messages, saver]);
}
