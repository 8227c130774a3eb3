import type { ReactNode } from 'react';
import { errorText } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Banner } from './notice.tsx';

interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** What the dangerous button says. */
  readonly confirm: string;
  /** Closes the dialog when it has worked; what it throws is shown. */
  readonly run: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const { isOpen, title, children, confirm, run, onClose } = props;
  const action = useAction({ mutationFn: run, onSuccess: onClose });
  function close(): void {
    action.reset();
    onClose();
  }
  return (
    <Dialog
      isOpen={isOpen}
      title={title}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{text.common.cancel}</Button>
          <Button variant="danger" isPending={action.isPending} onPress={() => action.mutate()}>
            {confirm}
          </Button>
        </>
      }
    >
      {action.isError && <Banner tone="danger">{errorText(action.error)}</Banner>}
      <p>{children}</p>
    </Dialog>
  );
}
