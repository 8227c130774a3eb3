import type { ReactNode } from 'react';
import { useId } from 'react';
import { errorText } from '../api/client.ts';
import { text } from '../text/text.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import fields from './field.module.css';
import { Banner } from './notice.tsx';

interface FormDialogProps {
  readonly title: string;
  /** What the button says that sends the form, as Enter does. */
  readonly submit: string;
  readonly isPending?: boolean;
  /** Why what was sent last was refused. */
  readonly error?: Error | null;
  /** Above the fields. */
  readonly lead?: string;
  readonly isWide?: boolean;
  /** The fields; the first takes the focus. */
  readonly children: ReactNode;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
}

/** Fields that are sent together, or given up. */
export function FormDialog(props: FormDialogProps): ReactNode {
  const { title, submit, isPending = false, error = null, lead, isWide = false, onClose } = props;
  const form = useId();
  return (
    <Dialog
      isOpen
      isWide={isWide}
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.common.cancel}</Button>
          <Button type="submit" form={form} variant="primary" isPending={isPending}>
            {submit}
          </Button>
        </>
      }
    >
      {lead !== undefined && <p>{lead}</p>}
      {error !== null && <Banner tone="danger">{errorText(error)}</Banner>}
      <form
        id={form}
        className={fields['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          props.onSubmit();
        }}
      >
        {props.children}
      </form>
    </Dialog>
  );
}
