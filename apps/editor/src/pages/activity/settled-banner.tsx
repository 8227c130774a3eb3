import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { text } from '../../text/text.ts';
import { Banner } from '../../ui/notice.tsx';
import styles from './activity.module.css';
import type { Settled } from './use-settle.ts';

const words = text.deadLetters;
/** Of many refusals the first are told; they stay on the list. */
const SHOWN = 5;

/** How many were sent again or discarded, and which ones not and why. */
export function SettledBanner({ settled }: { readonly settled: Settled }): ReactNode {
  const { how, count, refused } = settled;
  return (
    <>
      <Banner tone={refused.length === 0 ? 'success' : 'danger'}>
        {how === 'redrive' ? words.redriven(count) : words.discarded(count)}
        {refused.length > 0 && ` ${words.refused(refused.length)}`}
      </Banner>
      {refused.length > 0 && (
        <ul className={styles['refusals']}>
          {refused.slice(0, SHOWN).map(({ id, reason }) => (
            <li key={id}>
              <Link to={`/activity/${id}`}>{reason}</Link>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
