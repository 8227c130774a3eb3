import type { DeliveryDetail, RequestEdit } from '@signalbox/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Suspense, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { api, errorText } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/rights.ts';
import { useAction } from '../../api/use-action.ts';
import { useLiveEvents } from '../../live/use-live-events.ts';
import { BackLink } from '../../shell/back-link.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { reasonText } from '../../text/reason-text.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { formatDateTime } from '../../ui/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Banner } from '../../ui/notice.tsx';
import { whatOf } from '../deliveries.ts';
import { DeliveryState } from '../device/recent-commands.tsx';
import { part } from '../../ui/part.tsx';
import styles from '../device/device.module.css';
import page from '../page.module.css';
import { DeviceLink, FlowLink, nodeAddress } from './deliveries-table.tsx';
import { EditRequestDialog } from './edit-request-dialog.tsx';
import { Timeline } from './timeline.tsx';
import { LastAnswer, WhatIsSent } from './what-is-sent.tsx';

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
      <BackLink to="/activity">{words.back}</BackLink>
      <Loaded query={delivery} failed={words.failed} missing={words.missing}>
        {(detail) => (
          <>
            <DeliveryHeader delivery={detail} />
            <Timeline delivery={detail} />
            <WhatIsSent delivery={detail} />
            <LastAnswer delivery={detail} />
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
            <h1 className={page['title']}>{whatOf(delivery)}</h1>
            <DeliveryState delivery={delivery} />
          </div>
          {delivery.reason !== null && <p className={page['lead']}>{reasonText(delivery.reason)}</p>}
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
    <>
      <dl className={styles['facts']}>
        <Fact name={words.device}>
          <DeviceLink trackerId={delivery.tracker_id} />
        </Fact>
        <Fact name={words.flow}>
          <FlowLink delivery={delivery} />
        </Fact>
        <Cause delivery={delivery} />
        <Fact name={words.asked}>{formatDateTime(delivery.created_at)}</Fact>
        <Fact name={words.expires}>{formatDateTime(delivery.expires_at)}</Fact>
        {guard !== null && (
          <Fact name={words.guard}>
            <code>{guard}</code>
          </Fact>
        )}
      </dl>
      {discardedAt !== null && <p className={page['lead']}>{words.discarded(formatDateTime(discardedAt))}</p>}
      {redrivenAs !== null && <Link to={`/activity/${redrivenAs}`}>{words.redrivenAs}</Link>}
    </>
  );
}

/** Needs the node types, which the page does not wait for. */
const NodeName = part(async () => (await import('./node-name.tsx')).NodeName);

/** The node that asked, and why it did where that is known. */
function Cause({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const { flow_id: flowId, flow_version: version, node_id: nodeId, trace_id: traceId } = delivery;
  // A flow that is gone, or that one may not see, is not led to.
  const isThere = useQuery(queries.flows).data?.some(({ id }) => id === flowId) ?? false;
  if (flowId === null || version === null || nodeId === null || !isThere) return null;
  return (
    <>
      <Fact name={words.node}>
        <Link to={nodeAddress(flowId, nodeId)}>
          <Suspense fallback={text.activity.node(nodeId)}>
            <NodeName flowId={flowId} version={version} nodeId={nodeId} />
          </Suspense>
        </Link>
      </Fact>
      {traceId !== null && (
        <Fact name={words.decision}>
          <Link to={nodeAddress(flowId, nodeId, traceId)}>{words.why}</Link>
        </Fact>
      )}
    </>
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
  const act = useAction({
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
