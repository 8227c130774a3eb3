import type { ReactNode } from 'react';
import { Suspense } from 'react';
import { useStore } from 'zustand';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { formatDateTime } from '../ui/format.ts';
import { part } from '../ui/part.tsx';
import styles from './flow-page.module.css';
import type { FlowSaver } from './flow-saver.ts';
import type { Recovery } from './use-saving.ts';

interface FlowNoticesProps {
  readonly saver: FlowSaver;
  readonly isReadOnly: boolean;
  readonly recovery: Recovery;
}

/** What somebody needs to know before working on: that it cannot be changed, or what was not saved. */
export function FlowNotices({ saver, isReadOnly, recovery }: FlowNoticesProps): ReactNode {
  const { found, use, forget } = recovery;
  return (
    <div className={styles['notices']}>
      {isReadOnly && <p className={styles['told']}>{text.versions.readOnly}</p>}
      <GoneWhenDeleted saver={saver} />
      {found !== null && (
        <div className={styles['told']} role="alert">
          <span>{text.versions.recovered(formatDateTime(new Date(found.at).toISOString()))}</span>
          <Button onPress={use}>{text.versions.recover}</Button>
          <Button onPress={forget}>{text.versions.forget}</Button>
        </div>
      )}
    </div>
  );
}

/** Needed when somebody deletes the flow meanwhile. */
const GoneNotice = part(async () => (await import('./gone-notice.tsx')).GoneNotice);

function GoneWhenDeleted({ saver }: { readonly saver: FlowSaver }): ReactNode {
  const isGone = useStore(saver.state, (state) => state.isGone);
  return (
    isGone && (
      <Suspense>
        <GoneNotice saver={saver} />
      </Suspense>
    )
  );
}
