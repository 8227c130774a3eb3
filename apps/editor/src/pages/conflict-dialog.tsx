import type { ReactNode } from 'react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { text } from '../text/en.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import type { FlowSaver } from './flow-saver.ts';

interface ConflictDialogProps {
  readonly saver: FlowSaver;
  readonly onReload: () => void;
}

/** Somebody saved a newer version: theirs or ours. Closed without an answer, nothing is saved. */
export function ConflictDialog({ saver, onReload }: ConflictDialogProps): ReactNode {
  const state = useStore(saver.state);
  const [dismissed, setDismissed] = useState<typeof state | null>(null);
  const close = (): void => setDismissed(state);
  return (
    <Dialog
      isOpen={state.phase === 'conflict' && dismissed !== state}
      title={text.editor.conflictTitle}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{text.common.cancel}</Button>
          <Button
            variant="danger"
            onPress={() => {
              close();
              onReload();
            }}
          >
            {text.editor.conflictReload}
          </Button>
          <Button variant="danger" onPress={() => void saver.overwrite()}>
            {text.editor.conflictOverwrite}
          </Button>
        </>
      }
    >
      <p>{text.editor.conflictLead}</p>
    </Dialog>
  );
}
