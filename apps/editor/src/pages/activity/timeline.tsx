import type { DeliveryDetail, TimelineEntry } from '@signalbox/api';
import type { ReactNode } from 'react';
import { spokenDuration } from '../../text/spoken.ts';
import { reasonText } from '../../text/reason-text.ts';
import { text } from '../../text/text.ts';
import { formatClock, formatExact } from '../../ui/format.ts';
import { toneOf } from '../deliveries.ts';
import page from '../page.module.css';
import deviceStyles from '../device/device.module.css';
import styles from './activity.module.css';

const words = text.delivery;

/** An answer that fits beside its step. */
const SHORT = 80;

/** The way of a delivery, step by step. */
export function Timeline({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const steps = delivery.timeline.map((step, place) => ({
    step,
    before: delivery.timeline[place - 1],
    // Two steps may carry the same time: their places tell them apart.
    place,
  }));
  return (
    <section className={page['section']} aria-labelledby="timeline">
      <h2 id="timeline" className={deviceStyles['heading']}>
        {words.timeline}
      </h2>
      <ol className={styles['steps']}>
        {steps.map(({ step, before, place }) => (
          <Step key={place} step={step} before={before} />
        ))}
      </ol>
    </section>
  );
}

interface StepProps {
  readonly step: TimelineEntry;
  readonly before: TimelineEntry | undefined;
}

function Step({ step, before }: StepProps): ReactNode {
  const { at, state, attempts, reason, answer, proof, retry_at: retryAt } = step;
  const isNewAttempt = attempts > (before?.attempts ?? 0);
  const says = answerWords(answer, reason);
  return (
    <li className={styles['step']} data-tone={toneOf(state)}>
      <div className={styles['when']} title={formatExact(at)}>
        <strong>{formatClock(at)}</strong>
        {before !== undefined && words.after(spokenDuration(Date.parse(at) - Date.parse(before.at)))}
      </div>
      <div className={styles['what']}>
        <strong>{text.deliveryStates[state] ?? state}</strong>
        {isNewAttempt && <span className={styles['attempt']}>{words.attempt(attempts)}</span>}
        {reason !== null && <p>{reasonText(reason)}</p>}
        {says !== null && <p>{says}</p>}
        {retryAt !== null && <p>{words.nextAttempt(formatClock(retryAt))}</p>}
        {proof !== null && (
          <p data-tone="success">
            {words.proof(
              formatClock(proof.message_time),
              `${proof.attribute} = ${JSON.stringify(proof.value)}`,
            )}
          </p>
        )}
        {step.guard.length > 0 && <GuardValues findings={step.guard} />}
      </div>
    </li>
  );
}

/** What came back, as far as the reason does not say it already. */
function answerWords(answer: TimelineEntry['answer'], reason: string | null): string | null {
  if (answer === null || answer.text === null || answer.text === '') return null;
  if (reason?.includes(answer.text) === true) return null;
  // What is long stands below in full.
  return answer.text.length > SHORT
    ? words.answer(answer.status)
    : `${words.answer(answer.status)} · ${answer.text}`;
}

/** What a number or a text is needs no telling. */
const LITERAL = /^(-?[\d.]+|'.*'|".*"|true|false|null)$/;

/** Every part of the guard with the value that it had. */
function GuardValues({ findings }: { readonly findings: TimelineEntry['guard'] }): ReactNode {
  const told = findings
    .map((finding, place) => ({ ...finding, place }))
    .filter(({ text: part }) => !LITERAL.test(part));
  return (
    <dl className={styles['guard']} aria-label={words.guardValues}>
      {told.map(({ place, depth, text: part, value }) => (
        <GuardValue key={place} depth={depth} part={part} value={value} />
      ))}
    </dl>
  );
}

interface GuardValueProps {
  readonly depth: number;
  readonly part: string;
  readonly value: TimelineEntry['guard'][number]['value'];
}

function GuardValue({ depth, part, value }: GuardValueProps): ReactNode {
  return (
    <>
      <dt style={{ paddingLeft: `${depth * 16}px` }}>{part}</dt>
      <dd data-value={JSON.stringify(value)}>{value === null ? words.noValue : JSON.stringify(value)}</dd>
    </>
  );
}
