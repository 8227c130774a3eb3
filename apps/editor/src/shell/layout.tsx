import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useRef } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { errorText, isSignedOut } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { focusLandmark } from './landmarks.ts';
import type { Landmark } from './landmarks.ts';
import styles from './layout.module.css';
import { PauseBanner } from './pause-banner.tsx';
import { SkipLink } from './skip-link.tsx';
import { TopBar } from './top-bar.tsx';
import { usePageHabits } from './use-page-habits.ts';

const main: Landmark = 'main';

/** What every page but the sign-in stands in; without a session there is only the sign-in. */
export function Layout(): ReactNode {
  const session = useQuery(queries.session);
  const location = useLocation();
  if (session.isPending) return <Loading />;
  const isOut = isSignedOut(session.error);
  if (isOut && session.data === undefined) {
    return <Navigate to={`/sign-in${location.hash}`} replace state={{ from: location.pathname }} />;
  }
  if (session.isError && session.data === undefined) {
    return (
      <Notice
        tone="danger"
        title={text.common.unknownError}
        actions={<Button onPress={() => void session.refetch()}>{text.common.retry}</Button>}
      >
        {errorText(session.error)}
      </Notice>
    );
  }
  return (
    <Page>
      <SkipLink onFollow={() => focusLandmark('main')}>{text.shell.skipToContent}</SkipLink>
      <TopBar />
      <PauseBanner />
      {/* Whoever is in the middle of something keeps it. */}
      {isOut && (
        <p className={styles['signed-out']} role="alert">
          {text.shell.signedOut}{' '}
          <a href="/sign-in" target="_blank" rel="noreferrer">
            {text.shell.signInAgain}
          </a>
        </p>
      )}
      <main id={main} tabIndex={-1} className={styles['main']}>
        <Outlet />
      </main>
    </Page>
  );
}

/** All but what lies over it. */
function Page({ children }: { readonly children: ReactNode }): ReactNode {
  const page = useRef<HTMLDivElement>(null);
  usePageHabits(page);
  return (
    <div ref={page} className={styles['layout']}>
      {children}
    </div>
  );
}

export function Loading(): ReactNode {
  return <p className={styles['loading']}>{text.common.loading}</p>;
}
