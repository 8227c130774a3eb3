import type { ReactNode } from 'react';
import styles from './layout.module.css';

interface SkipLinkProps {
  readonly children: string;
  /** Gives what it leads to the focus. */
  readonly onFollow: () => void;
}

/** Leads past what stands before the work; seen when the keyboard comes to it. */
export function SkipLink({ children, onFollow }: SkipLinkProps): ReactNode {
  return (
    <button type="button" className={styles['skip']} onClick={onFollow}>
      {children}
    </button>
  );
}
