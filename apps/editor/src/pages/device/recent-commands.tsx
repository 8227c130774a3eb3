import type { DeliveryItem } from '@signalbox/api';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { text } from '../../text/en.ts';
import { formatClock, formatDateTime } from '../../ui/format.ts';
import { stateTone } from '../deliveries.ts';
import page from '../page.module.css';

const SHOWN = 10;

/** What was last asked of the device, by whomever. */
export function RecentCommands({ deliveries }: { readonly deliveries: readonly DeliveryItem[] }): ReactNode {
  const { state, what, attempts, reason, created } = text.activity.columns;
  return (
    <section className={page['section']} aria-labelledby="recent">
      <div className={page['section-head']}>
        <h2 id="recent" className={page['section-title']}>
          {text.controls.recent}
        </h2>
      </div>
      <div className={page['panel']}>
        {deliveries.length === 0 ? (
          <p className={page['empty']}>{text.controls.recentEmpty}</p>
        ) : (
          <table className={page['table']}>
            <thead>
              <tr>
                {[state, what, attempts, reason, created].map((title) => (
                  <th key={title}>{title}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {deliveries.slice(0, SHOWN).map((delivery) => (
                <tr key={delivery.id}>
                  <td>
                    <DeliveryState delivery={delivery} />
                  </td>
                  <td>
                    <Link to={`/activity/${delivery.id}`}>{delivery.summary}</Link>
                  </td>
                  <td className={page['number']}>{delivery.attempts}</td>
                  <td className={page['soft']}>{delivery.reason ?? text.common.none}</td>
                  <td className={page['number']} title={formatDateTime(delivery.created_at)}>
                    {formatClock(delivery.created_at)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
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
