import type { TraceItem } from '@signalbox/api';
import type { ReactNode } from 'react';
import { spokenDuration } from '../text/spoken.ts';
import { text } from '../text/text.ts';
import { formatClock, formatDateTime } from '../ui/format.ts';
import styles from './why-panel.module.css';

const words = text.trace;

interface TraceListProps {
  readonly list: readonly TraceItem[];
  readonly onOpen: (id: number) => void;
}

/** The last decisions of a flow for a device, newest first. */
export function TraceList({ list, onOpen }: TraceListProps): ReactNode {
  if (list.length === 0) return <p className={styles['soft']}>{words.none}</p>;
  return (
    <ul className={styles['list']}>
      {list.map((item) => (
        <li key={item.id}>
          <button type="button" onClick={() => onOpen(item.id)}>
            <time dateTime={item.at} title={formatDateTime(item.at)}>
              {formatClock(item.at)}
            </time>
            <span data-outcome={item.outcome}>{words.outcomes[item.outcome]}</span>
            <span className={styles['soft']}>{noteOf(item)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function noteOf(item: TraceItem): string {
  const late = lateness(item);
  if (late !== '') return late;
  if (item.input.kind !== 'message') return words.inputs[item.input.kind];
  return item.turned ? words.turned : '';
}

/** How old the message was, where that mattered; else empty. */
export function lateness({ age_ms: ageMs, timeliness }: Pick<TraceItem, 'age_ms' | 'timeliness'>): string {
  return words.timeliness[timeliness](spokenDuration(ageMs ?? 0));
}
