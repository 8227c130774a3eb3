import type { ReactNode } from 'react';
import { text } from '../../text/text.ts';
import styles from '../page.module.css';

interface ConnectionChipProps {
  readonly online: boolean;
  readonly blocked: boolean;
  readonly clone: boolean;
}

/** Whether the device is there, and what keeps it from being commanded. */
export function ConnectionChip({ online, blocked, clone }: ConnectionChipProps): ReactNode {
  return (
    <span className={styles['labels']}>
      <span className={styles['chip']} data-tone={online ? 'success' : undefined}>
        {online ? text.devices.online : text.devices.offline}
      </span>
      {blocked && (
        <span className={styles['chip']} data-tone="danger">
          {text.devices.blocked}
        </span>
      )}
      {clone && (
        <span className={styles['chip']} data-tone="busy">
          {text.devices.clone}
        </span>
      )}
    </span>
  );
}
