import type { ReactNode } from 'react';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

interface LeaveDialogProps {
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Asks before unsaved changes are left behind. */
export function LeaveDialog({ onStay, onLeave }: LeaveDialogProps): ReactNode {
  return (
    <Dialog
      isOpen
      title={text.editor.leaveTitle}
      onClose={onStay}
      actions={
        <>
          <Button onPress={onStay}>{text.editor.stay}</Button>
          <Button variant="danger" onPress={onLeave}>
            {text.editor.leave}
          </Button>
        </>
      }
    >
      <p>{text.editor.leaveLead}</p>
    </Dialog>
  );
}
