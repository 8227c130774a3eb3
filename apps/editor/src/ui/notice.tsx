import type { ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly tone?: 'plain' | 'danger';
}

/** What stands where a list or a page would be: empty, failed, not found. */
export function Notice({ title, children, actions, tone = 'plain' }: NoticeProps): ReactNode {
  return (
    <div className={styles['notice']} data-tone={tone} role={tone === 'danger' ? 'alert' : undefined}>
      <h2 className={styles['title']}>{title}</h2>
      {children !== undefined && <div className={styles['text']}>{children}</div>}
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}

/** A line above a list or a form that says what went wrong or what was done. */
export function Banner({
  tone,
  children,
}: {
  readonly tone: 'danger' | 'success';
  readonly children: ReactNode;
}): ReactNode {
  return (
    <p className={styles['banner']} data-tone={tone} role={tone === 'danger' ? 'alert' : undefined}>
      {children}
    </p>
  );
}
