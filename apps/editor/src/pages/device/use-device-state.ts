import type { DeliveryItem, DeviceDetail } from '@signalbox/api';
import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/rights.ts';
import type { LiveStatus } from '../../live/live-events.ts';
import { useLiveBundles } from '../../live/use-live-events.ts';
import { mergeDeliveries } from '../deliveries.ts';

/** What is known of one device, as it happens. */
export interface DeviceState {
  readonly device: UseQueryResult<DeviceDetail>;
  /** Newest first; none for whoever may not see deliveries. */
  readonly deliveries: readonly DeliveryItem[];
  readonly status: LiveStatus;
  /** Takes in the delivery that a command was answered with, before the server tells of it. */
  readonly take: (delivery: DeliveryItem) => void;
}

const REFRESH_MS = 1000;

export function useDeviceState(id: number): DeviceState {
  const client = useQueryClient();
  // What the list of devices left in the cache may be older than what events will tell of.
  const device = useQuery({ ...queries.device(id), refetchOnMount: 'always' });
  const mayFollow = useMay('deliveries_read');
  const listed = useQuery({ ...queries.deliveriesOf(id), enabled: mayFollow, refetchOnMount: 'always' });
  const [live, setLive] = useState<readonly DeliveryItem[]>([]);
  const isStale = useRef(false);
  const status = useLiveBundles(
    (events) => {
      isStale.current = true;
      const changed = events.flatMap((event) => (event.type === 'delivery' ? [event.delivery] : []));
      if (changed.length > 0) setLive((before) => mergeDeliveries(before, changed));
    },
    { trackerId: id },
  );
  // Records come faster than anybody reads: what they changed is asked for once a second at most.
  useEffect(() => {
    const timer = setInterval(() => {
      if (!isStale.current) return;
      isStale.current = false;
      client.invalidateQueries({ queryKey: queries.device(id).queryKey }).catch(() => undefined);
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [client, id]);
  return {
    device,
    deliveries: mayFollow ? mergeDeliveries(listed.data ?? [], live) : [],
    status,
    take: (delivery) => setLive((before) => mergeDeliveries(before, [delivery])),
  };
}
