import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Banner } from '../ui/notice.tsx';
import { TextInput } from '../ui/text-input.tsx';
import styles from './sign-in-page.module.css';
import { tokenInText } from './sign-in-token.ts';
import type { Credential } from './use-sign-in.ts';

interface FormProps {
  readonly isPending: boolean;
  readonly onSubmit: (credential: Credential) => void;
}

export function LoginForm({ isPending, onSubmit }: FormProps): ReactNode {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [isEmpty, setIsEmpty] = useState(false);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const isMissing = login.trim() === '' || password === '';
    setIsEmpty(isMissing);
    if (!isMissing) onSubmit({ login: login.trim(), password });
  }
  return (
    <form className={styles['form']} noValidate onSubmit={submit}>
      {isEmpty && <Banner tone="danger">{text.signIn.emptyLogin}</Banner>}
      <TextInput label={text.signIn.login} autoComplete="username" value={login} onChange={setLogin} />
      <TextInput
        type="password"
        label={text.signIn.password}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <SubmitButton isPending={isPending} />
    </form>
  );
}

/** For the link that the server printed, and for API keys. */
export function LinkForm({ isPending, onSubmit }: FormProps): ReactNode {
  const [pasted, setPasted] = useState('');
  const [isEmpty, setIsEmpty] = useState(false);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const tokenOrKey = tokenInText(pasted);
    setIsEmpty(tokenOrKey === '');
    if (tokenOrKey !== '') onSubmit({ tokenOrKey });
  }
  return (
    <form className={styles['form']} noValidate onSubmit={submit}>
      {isEmpty && <Banner tone="danger">{text.signIn.empty}</Banner>}
      <TextInput
        isMono
        type="password"
        label={text.signIn.field}
        autoComplete="off"
        value={pasted}
        onChange={setPasted}
      />
      <SubmitButton isPending={isPending} />
    </form>
  );
}

function SubmitButton({ isPending }: { readonly isPending: boolean }): ReactNode {
  return (
    <Button type="submit" variant="primary" isPending={isPending}>
      {isPending ? text.signIn.working : text.signIn.submit}
    </Button>
  );
}
