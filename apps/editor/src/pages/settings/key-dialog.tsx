import type { Right } from '@signalbox/api';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useAction } from '../../api/use-action.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import fields from '../../ui/field.module.css';
import { labelFault } from '../../ui/label-fault.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { RightsGroup } from './rights-group.tsx';

const words = text.settings.keys;

/** Makes a key, then shows it, once. */
export function KeyDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const client = useQueryClient();
  const [label, setLabel] = useState('');
  const [rights, setRights] = useState<readonly Right[]>([]);
  const [isTried, setIsTried] = useState(false);
  const tooLong = labelFault(label);
  const create = useAction({
    mutationFn: () => api.createKey({ body: { label, rights: [...rights] } }),
    onSuccess: () => client.invalidateQueries({ queryKey: queries.keys.queryKey }),
  });
  function submit(): void {
    setIsTried(true);
    if (label.trim() !== '' && tooLong === null) create.mutate();
  }
  if (create.data !== undefined) return <MadeDialog secret={create.data.key} onClose={onClose} />;
  return (
    <FormDialog
      title={words.create}
      submit={words.submit}
      isPending={create.isPending}
      error={create.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        isFirst
        label={words.label}
        value={label}
        onChange={setLabel}
        fault={isTried && label.trim() === '' ? words.labelMissing : tooLong}
      />
      <RightsGroup chosen={rights} onChange={setRights} />
    </FormDialog>
  );
}

function MadeDialog({
  secret,
  onClose,
}: {
  readonly secret: string;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <Dialog
      isOpen
      isDismissable={false}
      title={words.doneTitle}
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          {words.close}
        </Button>
      }
    >
      <p>{words.once}</p>
      <div className={fields['form']}>
        <CopyField label={words.key} value={secret} />
      </div>
    </Dialog>
  );
}
