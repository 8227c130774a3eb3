import type { DeliveryItem } from '@signalbox/api';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { queries } from '../api/queries.ts';
import { useNow } from '../live/use-live-events.ts';
import { DeviceLink } from '../pages/activity/deliveries-table.tsx';
import { whatOf } from '../pages/deliveries.ts';
import { DeliveryState } from '../pages/device/recent-commands.tsx';
import { text } from '../text/text.ts';
import { formatAge, formatExact } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import styles from './node-story.module.css';

const words = text.trace;

interface NodeDeliveriesProps {
  readonly flowId: number;
  readonly nodeId: number;
}

/** The last that a node asked for, and what became of it. */
export function NodeDeliveries({ flowId, nodeId }: NodeDeliveriesProps): ReactNode {
  const query = useQuery(queries.nodeDeliveries(flowId, nodeId));
  const now = useNow(1000);
  return (
    <section className={styles['story']} aria-labelledby="recent-deliveries">
      <h3 id="recent-deliveries">{words.recent}</h3>
      <Loaded query={query} failed={words.recentFailed} lines={2}>
        {(list) =>
          list.length === 0 ? (
            <p className={styles['soft']}>{words.recentNone}</p>
          ) : (
            <ul className={styles['list']}>
              {list.map((delivery) => (
                <li key={delivery.id}>
                  <Recent delivery={delivery} now={now} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Link to={`/activity?flow=${flowId}&node=${nodeId}`}>{words.recentAll}</Link>
    </section>
  );
}

function Recent({ delivery, now }: { readonly delivery: DeliveryItem; readonly now: number }): ReactNode {
  const { id, tracker_id: trackerId, created_at: at } = delivery;
  return (
    <>
      <DeliveryState delivery={delivery} />
      <Link to={`/activity/${id}`}>{whatOf(delivery)}</Link>
      <span className={styles['where']}>
        <DeviceLink trackerId={trackerId} />
        <time dateTime={at} title={formatExact(at)}>
          {formatAge(at, now)}
        </time>
      </span>
    </>
  );
}
