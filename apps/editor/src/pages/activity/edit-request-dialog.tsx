import type { DeliveryDetail, RequestEdit } from '@signalbox/api';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { errorText } from '../../api/client.ts';
import { useAction } from '../../api/use-action.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import fields from '../../ui/field.module.css';
import { Banner } from '../../ui/notice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { readHeaders, writeHeaders } from './header-lines.ts';

const words = text.delivery;

interface EditRequestDialogProps {
  readonly request: NonNullable<DeliveryDetail['request']>;
  readonly send: (request: RequestEdit) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Changes what a webhook sends before it is sent again. */
export function EditRequestDialog({ request, send, onClose }: EditRequestDialogProps): ReactNode {
  const [url, setUrl] = useState(request.url);
  const [headers, setHeaders] = useState(writeHeaders(request.headers));
  const [body, setBody] = useState(request.body ?? '');
  const sending = useAction({
    mutationFn: () =>
      send({ url, headers: readHeaders(headers), body: body === '' && request.body === null ? null : body }),
    onSuccess: onClose,
  });
  return (
    <Dialog
      isOpen
      isWide
      title={words.editTitle}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.common.cancel}</Button>
          <Button variant="primary" isPending={sending.isPending} onPress={() => sending.mutate()}>
            {words.redrive}
          </Button>
        </>
      }
    >
      {sending.isError && <Banner tone="danger">{errorText(sending.error)}</Banner>}
      <p>{words.editLead}</p>
      <div className={fields['form']}>
        <TextInput isFirst isMono label={words.url} value={url} onChange={setUrl} />
        <TextInput
          isMono
          rows={4}
          label={words.headers}
          hint={words.headersHint}
          value={headers}
          onChange={setHeaders}
        />
        <TextInput isMono rows={8} label={words.body} value={body} onChange={setBody} />
      </div>
    </Dialog>
  );
}
