import type { Right, User } from '@signalbox/api';
import { useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { useId, useState } from 'react';
import { api, errorText } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useAction } from '../../api/use-action.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import fields from '../../ui/field.module.css';
import { Banner } from '../../ui/notice.tsx';
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
  const form = useId();
  const client = useQueryClient();
  const save = useAction({
    mutationFn: (draft: UserDraft) => saveUser(user, draft),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queries.users.queryKey });
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      title={user === null ? words.createTitle : words.editTitle(user.login)}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.common.cancel}</Button>
          <Button type="submit" form={form} variant="primary" isPending={save.isPending}>
            {words.submit}
          </Button>
        </>
      }
    >
      {save.isError && <Banner tone="danger">{errorText(save.error)}</Banner>}
      <UserForm id={form} user={user} onSubmit={(draft) => save.mutate(draft)} />
    </Dialog>
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

interface UserFormProps {
  readonly id: string;
  readonly user: User | null;
  readonly onSubmit: (draft: UserDraft) => void;
}

function UserForm({ id, user, onSubmit }: UserFormProps): ReactNode {
  const [login, setLogin] = useState(user?.login ?? '');
  const [password, setPassword] = useState('');
  const [rights, setRights] = useState<readonly Right[]>(user?.rights ?? []);
  const [isTried, setIsTried] = useState(false);
  const isLoginMissing = login.trim() === '';
  const isShort = isTooShort(password) && (user === null || password !== '');
  function submit(event: FormEvent): void {
    event.preventDefault();
    setIsTried(true);
    if (!isLoginMissing && !isShort) onSubmit({ login: login.trim(), password, rights });
  }
  return (
    <form id={id} className={fields['form']} noValidate onSubmit={submit}>
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
    </form>
  );
}
