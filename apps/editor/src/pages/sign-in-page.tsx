import type { ReactNode } from 'react';
import { useEffect, useEffectEvent, useState } from 'react';
import { errorText, isSignedOut } from '../api/client.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Banner } from '../ui/notice.tsx';
import { LinkForm, LoginForm } from './sign-in-forms.tsx';
import styles from './sign-in-page.module.css';
import { tokenInFragment } from './sign-in-token.ts';
import { useSignIn } from './use-sign-in.ts';

export function SignInPage(): ReactNode {
  const [isByLink, setIsByLink] = useState(() => tokenInFragment(window.location.hash) !== null);
  const signIn = useSignIn();

  // A sign-in link carries its token behind `#`, where it is sent to no server and to no log.
  const signInByLink = useEffectEvent(() => {
    const token = tokenInFragment(window.location.hash);
    if (token === null) return;
    window.history.replaceState(window.history.state, '', window.location.pathname);
    signIn.mutate({ tokenOrKey: token });
  });
  useEffect(() => {
    signInByLink();
    // A link pasted into the address bar of this very page changes the fragment only.
    const followLink = (): void => {
      setIsByLink(true);
      signInByLink();
    };
    window.addEventListener('hashchange', followLink);
    return () => window.removeEventListener('hashchange', followLink);
  }, []);

  const Form = isByLink ? LinkForm : LoginForm;
  return (
    <main className={styles['page']}>
      <PageTitle title={text.signIn.title} />
      <div className={styles['card']}>
        <img src="/icon.svg" alt="" width={40} height={40} />
        <h1 className={styles['title']}>{text.signIn.title}</h1>
        <p className={styles['lead']}>{isByLink ? text.signIn.leadLink : text.signIn.lead}</p>
        {signIn.isError && <Banner tone="danger">{refusal(signIn.error, isByLink)}</Banner>}
        <Form isPending={signIn.isPending} onSubmit={(credential) => signIn.mutate(credential)} />
        <Button
          onPress={() => {
            signIn.reset();
            setIsByLink(!isByLink);
          }}
        >
          {isByLink ? text.signIn.byPassword : text.signIn.byLink}
        </Button>
      </div>
    </main>
  );
}

function refusal(error: unknown, isByLink: boolean): string {
  return isByLink && isSignedOut(error) ? text.signIn.refused : errorText(error);
}
