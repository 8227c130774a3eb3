import type { FlowTestResult, TestedActionOnWire } from '@signalbox/api';
import type { ReactNode } from 'react';
import { testRun as words } from '../text/test-run.ts';
import shared from '../trace/why-panel.module.css';
import { formatExact } from '../ui/format.ts';
import { ActionLine } from './action-list.tsx';
import styles from './test-panel.module.css';

type Compared = NonNullable<FlowTestResult['comparison']>;

/** What the published version would have done otherwise. */
export function Comparison({ comparison }: Pick<FlowTestResult, 'comparison'>): ReactNode {
  if (comparison === null) return <p className={shared['soft']}>{words.noComparison}</p>;
  const { added, removed, moved, changed, same } = comparison;
  const isSame = [added, removed, moved, changed].every(({ length }) => length === 0);
  return (
    <section className={styles['section']}>
      <h4>{words.comparison(comparison.version)}</h4>
      {!comparison.chooses_device && <p className={shared['late']}>{words.publishedNotChosen}</p>}
      {comparison.until !== null && (
        <p className={shared['late']}>{words.comparedUntil(formatExact(comparison.until))}</p>
      )}
      <p className={shared['soft']}>{isSame ? words.allSame : words.same(same)}</p>
      <Single kind="added" list={added} />
      <Single kind="removed" list={removed} />
      <Double kind="moved" list={moved} />
      <Double kind="changed" list={changed} />
      {comparison.left_out > 0 && (
        <p className={shared['soft']}>{words.compareLeftOut(comparison.left_out)}</p>
      )}
    </section>
  );
}

interface SingleProps {
  readonly kind: 'added' | 'removed';
  readonly list: readonly TestedActionOnWire[];
}

function Single({ kind, list }: SingleProps): ReactNode {
  return (
    <Kind kind={kind} count={list.length}>
      {list.map((action, index) => (
        <li key={`${action.at} ${String(index)}`}>
          <ActionLine action={action} />
        </li>
      ))}
    </Kind>
  );
}

interface DoubleProps {
  readonly kind: 'moved' | 'changed';
  readonly list: Compared['moved'];
}

function Double({ kind, list }: DoubleProps): ReactNode {
  return (
    <Kind kind={kind} count={list.length}>
      {list.map(({ before, after }, index) => (
        <li key={`${after.at} ${String(index)}`}>
          <span className={styles['time']}>
            {kind === 'moved'
              ? words.movedTimes(formatExact(before.at), formatExact(after.at))
              : formatExact(after.at)}
          </span>
          <span className={styles['what']}>{after.summary}</span>
        </li>
      ))}
    </Kind>
  );
}

interface KindProps {
  readonly kind: keyof typeof words.lists;
  readonly count: number;
  readonly children: ReactNode;
}

function Kind({ kind, count, children }: KindProps): ReactNode {
  if (count === 0) return null;
  return (
    <details className={styles['kind']} data-kind={kind} open>
      <summary>
        {words.lists[kind]} ({count})
      </summary>
      <ul>{children}</ul>
    </details>
  );
}
