import type { DeliveryDetail, RequestEdit } from '@signalbox/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { api, errorText } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/rights.ts';
import { useLiveEvents } from '../../live/use-live-events.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import fields from '../../ui/field.module.css';
import { formatDateTime } from '../../ui/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Banner } from '../../ui/notice.tsx';
import { DeliveryState } from '../device/recent-commands.tsx';
import styles from '../device/device.module.css';
import page from '../page.module.css';
import { DeviceLink, FlowLink } from './deliveries-table.tsx';
import { EditRequestDialog } from './edit-request-dialog.tsx';
import { Timeline } from './timeline.tsx';

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
            <Timeline delivery={detail} />
            <section className={page['section']} aria-labelledby="sent">
              <h2 id="sent" className={styles['heading']}>
                {words.sent}
              </h2>
              <pre className={fields['code']}>
                {JSON.stringify(detail.command ?? detail.request, null, 2)}
              </pre>
            </section>
          </>
        )}
      </Loaded>
    </div>
  );
}

function DeliveryHeader({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const { act } = useDeliveryAction(delivery);
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
          <DeliveryFacts delivery={delivery} />
        </div>
        <DeliveryActions delivery={delivery} act={act} />
      </header>
    </>
  );
}

function DeliveryFacts({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const { discarded_at: discardedAt, redriven_as: redrivenAs, guard } = delivery;
  return (
    <dl className={styles['facts']}>
      <Fact name={words.device}>
        <DeviceLink trackerId={delivery.tracker_id} />
      </Fact>
      <Fact name={words.flow}>
        <FlowLink delivery={delivery} />
      </Fact>
      <Fact name={words.asked}>{formatDateTime(delivery.created_at)}</Fact>
      <Fact name={words.expires}>{formatDateTime(delivery.expires_at)}</Fact>
      {guard !== null && (
        <Fact name={words.guard}>
          <code>{guard}</code>
        </Fact>
      )}
      {discardedAt !== null && <div>{words.discarded(formatDateTime(discardedAt))}</div>}
      {redrivenAs !== null && (
        <div>
          <Link to={`/activity/${redrivenAs}`}>{words.redrivenAs}</Link>
        </div>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const SUCCEEDED: ReadonlySet<string> = new Set(['confirmed', 'delivered']);

/** What is under way can be given up, what failed can be sent again, a webhook also changed. */
function useDeliveryAction({ id, ended }: DeliveryDetail) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const params = { id };
  const act = useMutation({
    mutationFn: (request: RequestEdit | undefined) => {
      if (!ended) return api.cancelDelivery({ params });
      return api.redriveDelivery(request === undefined ? { params } : { params, body: { request } });
    },
    onSuccess: async (changed) => {
      await client.invalidateQueries({ queryKey: queries.delivery(id).queryKey });
      if (changed.id !== id) await navigate(`/activity/${changed.id}`);
    },
  });
  return { act };
}

interface DeliveryActionsProps {
  readonly delivery: DeliveryDetail;
  readonly act: ReturnType<typeof useDeliveryAction>['act'];
}

function DeliveryActions({ delivery, act }: DeliveryActionsProps): ReactNode {
  const { ended, state, request, discarded_at: discardedAt, redriven_as: redrivenAs } = delivery;
  const mayWrite = useMay('deliveries_write');
  const mayEdit = useMay('flows_publish');
  const [isEditing, setIsEditing] = useState(false);
  const isSettled = SUCCEEDED.has(state) || discardedAt !== null || redrivenAs !== null;
  if (!mayWrite || isSettled) return null;
  return (
    <>
      {ended && mayEdit && request !== null && (
        <Button onPress={() => setIsEditing(true)}>{words.edit}</Button>
      )}
      <Button isPending={act.isPending} onPress={() => act.mutate(undefined)}>
        {ended ? words.redrive : words.cancel}
      </Button>
      {isEditing && request !== null && (
        <EditRequestDialog
          request={request}
          send={(edited) => act.mutateAsync(edited)}
          onClose={() => setIsEditing(false)}
        />
      )}
    </>
  );
}
