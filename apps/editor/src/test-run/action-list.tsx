import type { FlowTestResult, TestedActionOnWire } from '@signalbox/api';
import type { ReactNode } from 'react';
import { testRun as words } from '../text/test-run.ts';
import shared from '../trace/why-panel.module.css';
import { formatExact } from '../ui/format.ts';
import styles from './test-panel.module.css';

/** Actions that are listed at once. */
const LISTED = 100;

interface ActionListProps {
  readonly result: FlowTestResult;
  /** The node whose actions stand out; `null` for none. */
  readonly nodeId: number | null;
  readonly onOpen: (step: number) => void;
}

/** What would have gone out, in the order of time; each leads to the decision behind it. */
export function ActionList({ result, nodeId, onOpen }: ActionListProps): ReactNode {
  const { actions, action_count: total } = result;
  const kept = new Set(result.steps.map(({ step }) => step));
  return (
    <section className={styles['section']}>
      <h4>{words.actions}</h4>
      {actions.length === 0 && <p className={shared['soft']}>{words.noActions}</p>}
      <ul className={shared['list']}>
        {actions.slice(0, LISTED).map((action, index) => (
          <li
            key={`${action.step} ${String(index)}`}
            className={styles['action']}
            data-own={action.node_id === nodeId ? '' : undefined}
          >
            <button
              type="button"
              disabled={!kept.has(action.step)}
              title={kept.has(action.step) ? undefined : words.notKept}
              onClick={() => onOpen(action.step)}
            >
              <ActionLine action={action} />
            </button>
            <ActionNotes action={action} />
          </li>
        ))}
      </ul>
      {total > LISTED && <p className={shared['soft']}>{words.moreActions(total - LISTED)}</p>}
    </section>
  );
}

/** When and what. */
export function ActionLine({ action }: { readonly action: TestedActionOnWire }): ReactNode {
  return (
    <>
      <time className={styles['time']} dateTime={action.at}>
        {formatExact(action.at)}
      </time>
      <span className={styles['what']} title={action.request?.body ?? undefined}>
        {action.summary}
      </span>
    </>
  );
}

function ActionNotes({ action: { guarded, guards, refusal } }: { readonly action: TestedActionOnWire }) {
  return (
    <>
      {refusal !== null && <p className={shared['fault']}>{words.refused(refusal)}</p>}
      {guards.map((formula) => (
        <p key={formula} className={shared['soft']}>
          {words.guard(formula, guarded)}
        </p>
      ))}
    </>
  );
}
