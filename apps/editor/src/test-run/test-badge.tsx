import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../canvas/session-context.tsx';
import styles from './test-badge.module.css';

/** How often the node ran in the test that is looked at. */
export function TestBadge({ id }: { readonly id: number }): ReactNode {
  const figure = useStore(useSession().testing, (state) => state.figures?.get(id));
  return figure && <Count count={figure.ran} words={figure.words} />;
}

/** How often the node was left by a port in it. */
export function TestedPort({ id, port }: { readonly id: number; readonly port: string }): ReactNode {
  const out = useStore(useSession().testing, (state) => state.figures?.get(id)?.out.get(port));
  return out && <Count count={out.taken} words={out.words} />;
}

function Count({ count, words }: { readonly count: string; readonly words: string }): ReactNode {
  return (
    <span className={styles['tested']} title={words}>
      <span aria-hidden>{count}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
