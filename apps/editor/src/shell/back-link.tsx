import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import styles from './back-link.module.css';

interface BackLinkProps {
  readonly to: string;
  /** Names the page it leads to. */
  readonly children: string;
}

/** Leads from a page to the list it belongs to. */
export function BackLink({ to, children }: BackLinkProps): ReactNode {
  return (
    <Link to={to} className={styles['link']}>
      <ArrowLeft size={15} aria-hidden /> {children}
    </Link>
  );
}
