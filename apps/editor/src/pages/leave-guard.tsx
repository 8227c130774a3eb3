import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useStore } from 'zustand';
import { text } from '../text/en.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import type { FlowSaver } from './flow-saver.ts';

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
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);

  const isBlocked = blocker.state === 'blocked';
  useEffect(() => {
    if (isBlocked) void saver.save();
  }, [isBlocked, saver]);
  useEffect(() => {
    if (isBlocked && !isUnsaved) blocker.proceed?.();
  }, [isBlocked, isUnsaved, blocker]);

  const stay = (): void => blocker.reset?.();
  return (
    <Dialog
      isOpen={isBlocked && isUnsaved && !isSaving}
      title={text.editor.leaveTitle}
      onClose={stay}
      actions={
        <>
          <Button onPress={stay}>{text.editor.stay}</Button>
          <Button variant="danger" onPress={() => blocker.proceed?.()}>
            {text.editor.leave}
          </Button>
        </>
      }
    >
      <p>{text.editor.leaveLead}</p>
    </Dialog>
  );
}
