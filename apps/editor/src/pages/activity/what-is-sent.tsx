import type { DeliveryDetail } from '@signalbox/api';
import type { ReactNode } from 'react';
import { text } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import fields from '../../ui/field.module.css';
import { whatOf } from '../deliveries.ts';
import page from '../page.module.css';
import styles from './activity.module.css';
import { readable } from './readable.ts';

const words = text.delivery;

type Request = NonNullable<DeliveryDetail['request']>;

/** What goes out, as people read it; secrets stand in their places only. */
export function WhatIsSent({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  return (
    <section className={page['section']} aria-labelledby="sent">
      <h2 id="sent" className={styles['heading']}>
        {words.sent[tenseOf(delivery)]}
      </h2>
      {delivery.request === null ? (
        <Command delivery={delivery} />
      ) : (
        <RequestView request={delivery.request} />
      )}
    </section>
  );
}

/** One that ended before its first attempt was never sent. */
function tenseOf({ ended, attempts }: DeliveryDetail): keyof typeof words.sent {
  if (!ended) return 'open';
  return attempts === 0 ? 'never' : 'ended';
}

function Command({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const { command } = delivery;
  const sent: unknown = command?.['type'] === 'raw' ? command['command'] : null;
  return (
    <dl className={styles['parts']}>
      <Part name={words.inWords}>{whatOf(delivery)}</Part>
      {typeof sent === 'string' && (
        <Part name={words.asText}>
          <code>{sent}</code>
        </Part>
      )}
      <Part name={words.raw}>
        <code>{JSON.stringify(command)}</code>
      </Part>
    </dl>
  );
}

interface PlacedHeader {
  readonly key: string;
  readonly value: string;
  /** A header may stand there twice: their places tell them apart. */
  readonly place: number;
}

const HEADERS: readonly Column<PlacedHeader>[] = [
  { id: 'name', title: words.headerName, look: 'mono', renderCell: ({ key }) => key },
  { id: 'value', title: words.headerValue, look: 'mono', renderCell: ({ value }) => value },
];

function RequestView({ request: { method, url, headers, body } }: { readonly request: Request }): ReactNode {
  const rows = headers.map((header, place): PlacedHeader => ({ ...header, place }));
  return (
    <>
      <p className={styles['address']}>
        <strong>{method}</strong> <code>{url}</code>
      </p>
      {rows.length > 0 && (
        <>
          <h3 className={styles['part-title']}>{words.headers}</h3>
          <DataTable
            isDense
            label={words.headers}
            columns={HEADERS}
            rows={rows}
            keyOf={({ place }) => place}
          />
        </>
      )}
      <h3 className={styles['part-title']}>{words.body}</h3>
      {body === null || body === '' ? (
        <p className={styles['soft']}>{words.noBody}</p>
      ) : (
        <pre className={fields['code']}>{readable(body)}</pre>
      )}
    </>
  );
}

/** What came back last, as far as it was kept. */
export function LastAnswer({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const answer = delivery.timeline.findLast((step) => step.answer !== null)?.answer ?? null;
  if (delivery.request === null || answer === null) return null;
  return (
    <section className={page['section']} aria-labelledby="answer">
      <h2 id="answer" className={styles['heading']}>
        {words.answerTitle}
      </h2>
      <p className={styles['address']}>
        <strong>{answer.status}</strong>
      </p>
      {answer.text === null || answer.text === '' ? (
        <p className={styles['soft']}>{words.noBody}</p>
      ) : (
        <pre className={fields['code']}>{readable(answer.text)}</pre>
      )}
    </section>
  );
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
