import type { Session } from '@signalbox/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { api, errorText, isSignedOut } from '../api/client.ts';
import { rememberKey } from '../api/credential.ts';
import { queries } from '../api/queries.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { text } from '../text/en.ts';
import { Button } from '../ui/button.tsx';
import { Banner } from '../ui/notice.tsx';
import fields from '../ui/field.module.css';
import { classNames } from '../ui/class-names.ts';
import styles from './sign-in-page.module.css';
import { tokenInFragment, tokenInText } from './sign-in-token.ts';

export function SignInPage(): ReactNode {
  const [pasted, setPasted] = useState('');
  const [isEmpty, setIsEmpty] = useState(false);
  const signIn = useSignIn();
  const field = useId();

  // A sign-in link carries its token behind `#`, where it is sent to no server and to no log.
  const signInByLink = useEffectEvent(() => {
    const token = tokenInFragment(window.location.hash);
    if (token === null) return;
    window.history.replaceState(window.history.state, '', window.location.pathname);
    signIn.mutate(token);
  });
  useEffect(() => {
    signInByLink();
    // A link pasted into the address bar of this very page changes the fragment only.
    window.addEventListener('hashchange', signInByLink);
    return () => window.removeEventListener('hashchange', signInByLink);
  }, []);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const token = tokenInText(pasted);
    setIsEmpty(token === '');
    if (token !== '') signIn.mutate(token);
  }

  return (
    <main className={styles['page']}>
      <PageTitle title={text.signIn.title} />
      <form className={styles['card']} onSubmit={submit}>
        <img src="/icon.svg" alt="" width={40} height={40} />
        <h1 className={styles['title']}>{text.signIn.title}</h1>
        <p className={styles['lead']}>{text.signIn.lead}</p>
        {isEmpty && <Banner tone="danger">{text.signIn.empty}</Banner>}
        {signIn.isError && <Banner tone="danger">{refusal(signIn.error)}</Banner>}
        <label className={classNames(fields['label'])} htmlFor={field}>
          {text.signIn.field}
        </label>
        <input
          id={field}
          className={classNames(fields['control'], fields['mono'])}
          type="password"
          autoComplete="current-password"
          value={pasted}
          onChange={(event) => setPasted(event.target.value)}
        />
        <Button type="submit" variant="primary" isDisabled={signIn.isPending}>
          {signIn.isPending ? text.signIn.working : text.signIn.submit}
        </Button>
      </form>
    </main>
  );
}

function useSignIn() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const location = useLocation();
  return useMutation({
    mutationFn: openSession,
    onSuccess: async (session) => {
      client.setQueryData(queries.session.queryKey, session);
      await navigate(pageBefore(location.state), { replace: true });
    },
  });
}

/** With a link's token, or else with a key, which is tried on the session that it would give. */
async function openSession(tokenOrKey: string): Promise<Session> {
  try {
    rememberKey(null);
    return await api.signIn({ body: { token: tokenOrKey } });
  } catch (error) {
    if (!isSignedOut(error)) throw error;
  }
  try {
    rememberKey(tokenOrKey);
    return await api.getSession();
  } catch (error) {
    rememberKey(null);
    throw error;
  }
}

/** Where the visitor wanted to go before signing in. */
function pageBefore(state: unknown): string {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : null;
  return typeof from === 'string' && from.startsWith('/') ? from : '/';
}

function refusal(error: unknown): string {
  return isSignedOut(error) ? text.signIn.refused : errorText(error);
}
