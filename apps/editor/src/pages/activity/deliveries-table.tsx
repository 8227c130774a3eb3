import type { DeliveryItem } from '@signalbox/api';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { queries } from '../../api/queries.ts';
import { reasonText } from '../../text/reason-text.ts';
import { text } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatAge, formatDateTime } from '../../ui/format.ts';
import { useNow } from '../../live/use-live-events.ts';
import { whatOf } from '../deliveries.ts';
import { DeliveryState } from '../device/recent-commands.tsx';

const words = text.activity.columns;

interface DeliveriesTableProps {
  readonly deliveries: readonly DeliveryItem[];
  /** Before the others, as a box to select by. */
  readonly first?: Column<DeliveryItem>;
}

export function DeliveriesTable({ deliveries, first }: DeliveriesTableProps): ReactNode {
  const now = useNow(5000);
  const columns: readonly Column<DeliveryItem>[] = [
    ...(first === undefined ? [] : [first]),
    { id: 'state', title: words.state, renderCell: (delivery) => <DeliveryState delivery={delivery} /> },
    {
      id: 'device',
      title: words.device,
      look: 'name',
      renderCell: (delivery) => <DeviceLink trackerId={delivery.tracker_id} />,
    },
    { id: 'flow', title: words.flow, renderCell: (delivery) => <FlowLink delivery={delivery} /> },
    {
      id: 'what',
      title: words.what,
      look: 'long',
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
      renderCell: ({ created_at: at }) => formatAge(at, now),
      hint: ({ created_at: at }) => formatDateTime(at),
    },
    {
      id: 'updated',
      title: words.updated,
      look: 'number',
      renderCell: ({ updated_at: at }) => formatAge(at, now),
      hint: ({ updated_at: at }) => formatDateTime(at),
    },
  ];
  return <DataTable columns={columns} rows={deliveries} keyOf={({ id }) => id} />;
}

/** The device by its name; what is gone is told by its number. */
export function DeviceLink({ trackerId }: { readonly trackerId: number | null }): ReactNode {
  const devices = useQuery(queries.devices).data ?? [];
  if (trackerId === null) return text.common.none;
  const label = devices.find(({ id }) => id === trackerId)?.label ?? String(trackerId);
  return <Link to={`/devices/${trackerId}`}>{label}</Link>;
}

/** The flow that asked, at the node that did. */
export function FlowLink({ delivery }: { readonly delivery: DeliveryItem }): ReactNode {
  const flows = useQuery(queries.flows).data ?? [];
  const { flow_id: flowId, node_id: nodeId } = delivery;
  if (flowId === null) return text.activity.byApi;
  const title = flows.find(({ id }) => id === flowId)?.title;
  if (title === undefined) return text.activity.deletedFlow;
  return <Link to={nodeAddress(flowId, nodeId)}>{title}</Link>;
}

/** Where a flow is opened at a node, with the decision that is asked about. */
export function nodeAddress(flowId: number, nodeId: number | null, traceId: number | null = null): string {
  const query = new URLSearchParams();
  if (nodeId !== null) query.set('node', String(nodeId));
  if (traceId !== null) query.set('trace', String(traceId));
  return `/flows/${flowId}${query.size === 0 ? '' : `?${query.toString()}`}`;
}
