import type { DeliveryItem } from '@signalbox/api';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { reasonText } from '../../text/reason-text.ts';
import { text } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatClock, formatDateTime } from '../../ui/format.ts';
import { stateTone, whatOf } from '../deliveries.ts';
import page from '../page.module.css';

const SHOWN = 10;
const words = text.activity.columns;

const COLUMNS: readonly Column<DeliveryItem>[] = [
  { id: 'state', title: words.state, renderCell: (delivery) => <DeliveryState delivery={delivery} /> },
  {
    id: 'what',
    title: words.what,
    renderCell: (delivery) => <Link to={`/activity/${delivery.id}`}>{whatOf(delivery)}</Link>,
  },
  { id: 'attempts', title: words.attempts, look: 'number', renderCell: ({ attempts }) => attempts },
  {
    id: 'reason',
    title: words.reason,
    look: 'soft',
    renderCell: ({ reason }) => (reason === null ? text.common.none : reasonText(reason)),
  },
  {
    id: 'created',
    title: words.created,
    look: 'number',
    renderCell: ({ created_at: at }) => formatClock(at),
    hint: ({ created_at: at }) => formatDateTime(at),
  },
];

/** What was last asked of the device, by whomever. */
export function RecentCommands({ deliveries }: { readonly deliveries: readonly DeliveryItem[] }): ReactNode {
  return (
    <section className={page['section']} aria-labelledby="recent">
      <div className={page['section-head']}>
        <h2 id="recent" className={page['section-title']}>
          {text.controls.recent}
        </h2>
      </div>
      <DataTable
        columns={COLUMNS}
        rows={deliveries.slice(0, SHOWN)}
        keyOf={({ id }) => id}
        empty={text.controls.recentEmpty}
      />
    </section>
  );
}

export function DeliveryState({ delivery }: { readonly delivery: DeliveryItem }): ReactNode {
  return (
    <span className={page['chip']} data-tone={stateTone(delivery)}>
      {text.deliveryStates[delivery.state] ?? delivery.state}
    </span>
  );
}
