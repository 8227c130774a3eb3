import type { DeliveryItem } from '@signalbox/api';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link } from 'react-router';
import { errorText } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { LiveMark } from '../live/live-mark.tsx';
import { useLiveBundles } from '../live/use-live-events.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { text } from '../text/en.ts';
import { Button } from '../ui/button.tsx';
import { formatClock, formatDateTime } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Select } from '../ui/select.tsx';
import { mergeDeliveries, stateTone } from './deliveries.ts';
import styles from './page.module.css';

const ALL = 'all';

export function ActivityPage(): ReactNode {
  const listed = useQuery(queries.deliveries);
  const [live, setLive] = useState<readonly DeliveryItem[]>([]);
  const [state, setState] = useState<string>(ALL);
  const status = useLiveBundles((events) => {
    const changed = events.flatMap((event) => (event.type === 'delivery' ? [event.delivery] : []));
    if (changed.length > 0) setLive((before) => mergeDeliveries(before, changed));
  });
  const all = mergeDeliveries(listed.data ?? [], live);
  const shown = all.filter((delivery) => state === ALL || delivery.state === state);
  return (
    <div className={styles['page']}>
      <PageTitle title={text.activity.title} />
      <div className={styles['head']}>
        <div className={styles['heading']}>
          <h1 className={styles['title']}>{text.activity.title}</h1>
          <p className={styles['lead']}>{text.activity.lead}</p>
        </div>
        <LiveMark status={status} />
        <Select
          isLabelHidden
          label={text.activity.filter}
          value={state}
          onChange={setState}
          options={[
            { id: ALL, title: text.activity.allStates },
            ...Object.entries(text.deliveryStates).map(([id, title]) => ({ id, title })),
          ]}
        />
      </div>
      {listed.isPending && <p className={styles['lead']}>{text.common.loading}</p>}
      {listed.isError && (
        <Notice
          tone="danger"
          title={text.activity.failed}
          actions={<Button onPress={() => void listed.refetch()}>{text.common.retry}</Button>}
        >
          {errorText(listed.error)}
        </Notice>
      )}
      {listed.isSuccess && all.length === 0 && (
        <Notice title={text.activity.emptyTitle}>{text.activity.emptyLead}</Notice>
      )}
      {shown.length > 0 && <DeliveriesTable deliveries={shown} />}
    </div>
  );
}

function DeliveriesTable({ deliveries }: { readonly deliveries: readonly DeliveryItem[] }): ReactNode {
  const devices = useQuery(queries.devices).data ?? [];
  const flows = useQuery(queries.flows).data ?? [];
  const labels = new Map(devices.map((device) => [device.id, device.label]));
  const titles = new Map(flows.map((flow) => [flow.id, flow.title]));
  return (
    <div className={styles['panel']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            {Object.values(text.activity.columns).map((title) => (
              <th key={title}>{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <tr key={delivery.id}>
              <td>
                <span className={styles['chip']} data-tone={stateTone(delivery)}>
                  {text.deliveryStates[delivery.state] ?? delivery.state}
                </span>
              </td>
              <td>
                {delivery.tracker_id === null
                  ? text.common.none
                  : (labels.get(delivery.tracker_id) ?? delivery.tracker_id)}
              </td>
              <td>
                <FlowLink delivery={delivery} titles={titles} />
              </td>
              <td>
                <Link to={`/activity/${delivery.id}`}>{delivery.summary}</Link>
              </td>
              <td className={styles['number']}>{delivery.attempts}</td>
              <td className={styles['soft']}>{delivery.reason ?? text.common.none}</td>
              <Instant at={delivery.created_at} />
              <Instant at={delivery.updated_at} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Instant({ at }: { readonly at: string }): ReactNode {
  return (
    <td className={styles['number']} title={formatDateTime(at)}>
      {formatClock(at)}
    </td>
  );
}

interface FlowLinkProps {
  readonly delivery: DeliveryItem;
  readonly titles: ReadonlyMap<number, string>;
}

function FlowLink({ delivery, titles }: FlowLinkProps): ReactNode {
  const { flow_id: flowId, node_id: nodeId } = delivery;
  if (flowId === null) return <span className={styles['soft']}>{text.activity.byApi}</span>;
  const title = titles.get(flowId);
  if (title === undefined) return <span className={styles['soft']}>{text.activity.deletedFlow}</span>;
  return <Link to={`/flows/${flowId}${nodeId === null ? '' : `?node=${nodeId}`}`}>{title}</Link>;
}
