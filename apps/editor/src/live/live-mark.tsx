import type { ReactNode } from 'react';
import { text } from '../text/text.ts';
import type { LiveStatus } from './live-events.ts';
import styles from './live-mark.module.css';

/** Says whether what is shown follows the server. */
export function LiveMark({ status }: { readonly status: LiveStatus }): ReactNode {
  return (
    <output className={styles['live']} data-status={status}>
      {text.live[status]}
    </output>
  );
}
