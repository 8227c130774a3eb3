import type { ReactNode } from 'react';
import { Suspense, useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useStore } from 'zustand';
import { saveBeforeReload } from '../shell/before-reload.ts';
import type { FlowSaver } from './flow-saver.ts';
import { part } from '../ui/part.tsx';

interface LeaveGuardProps {
  readonly isUnsaved: boolean;
  readonly saver: FlowSaver;
}

/** Saves what is unsaved before the page is left, and asks where that fails or the tab is closed. */
export function LeaveGuard({ isUnsaved, saver }: LeaveGuardProps): ReactNode {
  const isSaving = useStore(saver.state, (state) => state.phase === 'saving');
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isUnsaved && currentLocation.pathname !== nextLocation.pathname,
  );

  useEffect(() => {
    if (!isUnsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    const stop = saveBeforeReload(() => saver.save());
    return () => {
      window.removeEventListener('beforeunload', ask);
      stop();
    };
  }, [isUnsaved, saver]);

  const isBlocked = blocker.state === 'blocked';
  useEffect(() => {
    if (isBlocked) void saver.save();
  }, [isBlocked, saver]);
  useEffect(() => {
    if (isBlocked && !isUnsaved) blocker.proceed?.();
  }, [isBlocked, isUnsaved, blocker]);

  if (!isBlocked || !isUnsaved || isSaving) return null;
  return (
    <Suspense>
      <LeaveDialog onStay={() => blocker.reset?.()} onLeave={() => blocker.proceed?.()} />
    </Suspense>
  );
}

/** Its code is asked for when it is first needed. */
const LeaveDialog = part(async () => (await import('./leave-dialog.tsx')).LeaveDialog);
