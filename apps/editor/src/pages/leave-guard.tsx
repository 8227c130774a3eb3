import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { text } from '../text/en.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** Asks before unsaved changes are left, inside the editor and when the page is closed. */
export function LeaveGuard({ isUnsaved }: { readonly isUnsaved: boolean }): ReactNode {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isUnsaved && currentLocation.pathname !== nextLocation.pathname,
  );

  useEffect(() => {
    if (!isUnsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);

  const stay = (): void => blocker.reset?.();
  return (
    <Dialog
      isOpen={blocker.state === 'blocked'}
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
