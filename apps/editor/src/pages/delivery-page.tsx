import type { DeliveryDetail } from '@signalbox/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { api, errorText } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { useMay } from '../api/rights.ts';
import { useLiveEvents } from '../live/use-live-events.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { text } from '../text/en.ts';
import { Button } from '../ui/button.tsx';
import fields from '../ui/field.module.css';
import { formatClock, formatDateTime, formatExact } from '../ui/format.ts';
import { Loaded } from '../ui/loaded.tsx';
import { Banner } from '../ui/notice.tsx';
import { DeliveryState } from './device/recent-commands.tsx';
import styles from './device/device.module.css';
import page from './page.module.css';

const words = text.delivery;

/** One delivery: what is sent and what became of it so far. */
export function DeliveryPage(): ReactNode {
  const id = useParams()['id'] ?? '';
  const client = useQueryClient();
  const query = queries.delivery(id);
  const delivery = useQuery({ ...query, refetchOnMount: 'always' });
  useLiveEvents((event) => {
    if (event.type !== 'delivery' || event.delivery.id !== id) return;
    client.invalidateQueries({ queryKey: query.queryKey }).catch(() => undefined);
  });
  return (
    <div className={page['page']}>
      <PageTitle title={words.title} />
      <Link to="/activity" className={styles['back']}>
        <ArrowLeft size={15} aria-hidden /> {words.back}
      </Link>
      <Loaded query={delivery} failed={words.failed}>
        {(detail) => (
          <>
            <DeliveryHeader delivery={detail} />
            <section className={page['section']} aria-labelledby="sent">
              <h2 id="sent" className={styles['heading']}>
                {words.sent}
              </h2>
              <pre className={fields['code']}>
                {JSON.stringify(detail.command ?? detail.request, null, 2)}
              </pre>
            </section>
            <Timeline delivery={detail} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function DeliveryHeader({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const devices = useQuery(queries.devices).data ?? [];
  const { act, isPossible } = useDeliveryAction(delivery);
  const { tracker_id: trackerId } = delivery;
  const label = devices.find(({ id }) => id === trackerId)?.label ?? String(trackerId);
  return (
    <>
      {act.isError && <Banner tone="danger">{errorText(act.error)}</Banner>}
      <header className={page['head']}>
        <div className={page['heading']}>
          <div className={styles['title-row']}>
            <h1 className={page['title']}>{delivery.summary}</h1>
            <DeliveryState delivery={delivery} />
          </div>
          {delivery.reason !== null && <p className={page['lead']}>{delivery.reason}</p>}
          <dl className={styles['facts']}>
            <div>
              <dt>{words.device}</dt>
              <dd>
                {trackerId === null ? text.common.none : <Link to={`/devices/${trackerId}`}>{label}</Link>}
              </dd>
            </div>
            <div>
              <dt>{words.asked}</dt>
              <dd>{formatDateTime(delivery.created_at)}</dd>
            </div>
            <div>
              <dt>{words.expires}</dt>
              <dd>{formatDateTime(delivery.expires_at)}</dd>
            </div>
          </dl>
        </div>
        {isPossible && (
          <Button isPending={act.isPending} onPress={() => act.mutate()}>
            {delivery.ended ? words.redrive : words.cancel}
          </Button>
        )}
      </header>
    </>
  );
}

const SUCCEEDED: ReadonlySet<string> = new Set(['confirmed', 'delivered']);

/** What is under way can be given up, what failed can be sent again. */
function useDeliveryAction({ id, ended, state }: DeliveryDetail) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const mayWrite = useMay('deliveries_write');
  const params = { id };
  const act = useMutation({
    mutationFn: () => (ended ? api.redriveDelivery({ params }) : api.cancelDelivery({ params })),
    onSuccess: async (changed) => {
      await client.invalidateQueries({ queryKey: queries.delivery(changed.id).queryKey });
      if (changed.id !== id) await navigate(`/activity/${changed.id}`);
    },
  });
  return { act, isPossible: mayWrite && !SUCCEEDED.has(state) };
}

function Timeline({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const { at, state, attempts, reason } = words;
  // Two steps may carry the same time: their places tell them apart.
  const steps = delivery.timeline.map((entry, place) => ({ ...entry, place }));
  return (
    <section className={page['section']} aria-labelledby="timeline">
      <h2 id="timeline" className={styles['heading']}>
        {words.timeline}
      </h2>
      <div className={page['panel']}>
        <table className={page['table']}>
          <thead>
            <tr>
              {[at, state, attempts, reason].map((title) => (
                <th key={title}>{title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step.place}>
                <td className={page['number']} title={formatExact(step.at)}>
                  {formatClock(step.at)}
                </td>
                <td>{text.deliveryStates[step.state] ?? step.state}</td>
                <td className={page['number']}>{step.attempts}</td>
                <td className={page['soft']}>{step.reason ?? text.common.none}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
