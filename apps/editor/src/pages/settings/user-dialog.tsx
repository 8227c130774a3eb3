import type { Right, User } from '@signalbox/api';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useAction } from '../../api/use-action.ts';
import { text } from '../../text/text.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { isTooShort } from './password-rule.ts';
import { RightsGroup } from './rights-group.tsx';

interface UserDialogProps {
  /** The one to change; `null` for a new one. */
  readonly user: User | null;
  readonly onClose: () => void;
}

const words = text.settings.users;

export function UserDialog({ user, onClose }: UserDialogProps): ReactNode {
  const client = useQueryClient();
  const [login, setLogin] = useState(user?.login ?? '');
  const [password, setPassword] = useState('');
  const [rights, setRights] = useState<readonly Right[]>(user?.rights ?? []);
  const [isTried, setIsTried] = useState(false);
  const isLoginMissing = login.trim() === '';
  const isShort = isTooShort(password) && (user === null || password !== '');
  const save = useAction({
    mutationFn: (draft: UserDraft) => saveUser(user, draft),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queries.users.queryKey });
      onClose();
    },
  });
  function submit(): void {
    setIsTried(true);
    if (!isLoginMissing && !isShort) save.mutate({ login: login.trim(), password, rights });
  }
  return (
    <FormDialog
      title={user === null ? words.createTitle : words.editTitle(user.login)}
      submit={words.submit}
      isPending={save.isPending}
      error={save.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        isFirst
        label={words.login}
        autoComplete="off"
        value={login}
        onChange={setLogin}
        fault={isTried && isLoginMissing ? words.loginMissing : null}
      />
      <TextInput
        type="password"
        autoComplete="new-password"
        label={user === null ? words.password : words.newPassword}
        hint={user === null ? words.passwordHint : words.newPasswordHint}
        value={password}
        onChange={setPassword}
        fault={isTried && isShort ? text.settings.password.tooShort : null}
      />
      <RightsGroup chosen={rights} onChange={setRights} />
    </FormDialog>
  );
}

interface UserDraft {
  readonly login: string;
  readonly password: string;
  readonly rights: readonly Right[];
}

function saveUser(user: User | null, { login, password, rights }: UserDraft): Promise<User> {
  const body = { login, rights: [...rights] };
  if (user === null) return api.createUser({ body: { ...body, password } });
  const change = password === '' ? body : { ...body, password };
  return api.updateUser({ params: { id: user.id }, body: change });
}
