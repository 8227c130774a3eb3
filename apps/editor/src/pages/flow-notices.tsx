import type { ReactNode } from 'react';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { formatDateTime } from '../ui/format.ts';
import styles from './flow-page.module.css';
import type { Recovery } from './use-saving.ts';

interface FlowNoticesProps {
  readonly isReadOnly: boolean;
  readonly recovery: Recovery;
}

/** What somebody needs to know before working on: that it cannot be changed, or what was not saved. */
export function FlowNotices({ isReadOnly, recovery: { found, use, forget } }: FlowNoticesProps): ReactNode {
  return (
    <div className={styles['notices']}>
      {isReadOnly && <p className={styles['told']}>{text.versions.readOnly}</p>}
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
