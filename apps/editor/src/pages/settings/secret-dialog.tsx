import { secretNameSchema } from '@signalbox/flow';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useAction } from '../../api/use-action.ts';
import { text } from '../../text/text.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextInput } from '../../ui/text-input.tsx';

const words = text.settings.secrets;

interface SecretDialogProps {
  /** The secret that gets a new value; empty for a new one. */
  readonly name: string;
  readonly onClose: () => void;
}

/** Sets a secret. What is typed goes to the server and is gone from here with the dialog. */
export function SecretDialog({ name: known, onClose }: SecretDialogProps): ReactNode {
  const client = useQueryClient();
  const [name, setName] = useState(known);
  const [value, setValue] = useState('');
  const [isTried, setIsTried] = useState(false);
  const save = useAction({
    mutationFn: () => api.putSecret({ params: { name }, body: { value } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queries.secrets.queryKey });
      onClose();
    },
  });
  const isName = secretNameSchema.safeParse(name).success;
  const isValue = value.length >= 8 && value.length <= 4096;
  function submit(): void {
    setIsTried(true);
    if (isName && isValue) save.mutate();
  }
  return (
    <FormDialog
      title={known === '' ? words.create : words.replaceTitle(known)}
      submit={words.submit}
      isPending={save.isPending}
      error={save.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {known === '' && (
        <TextInput
          isFirst
          label={words.name}
          hint={words.nameHint}
          value={name}
          onChange={setName}
          fault={isTried && !isName ? words.nameWrong : null}
        />
      )}
      <TextInput
        isFirst={known !== ''}
        type="password"
        autoComplete="off"
        label={words.value}
        hint={words.valueHint}
        value={value}
        onChange={setValue}
        fault={isTried && !isValue ? words.valueWrong : null}
      />
    </FormDialog>
  );
}
