import type { DeliveryItem } from '@signalbox/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import { LiveMark } from '../../live/live-mark.tsx';
import { useLiveBundles } from '../../live/use-live-events.ts';
import { text } from '../../text/text.ts';
import { Notice } from '../../ui/notice.tsx';
import { mergeDeliveries } from '../deliveries.ts';
import { ActivityFrame } from './activity-frame.tsx';
import { DeliveriesTable } from './deliveries-table.tsx';
import { FilterBar, useFilters } from './filter-bar.tsx';
import { matches, queryOf } from './filters.ts';
import { Paged } from './paged.tsx';

const words = text.activity;
const FILTERS = ['text', 'device', 'flow', 'state', 'kind', 'from', 'to'] as const;
/** Whoever comes from a node sees that, and may take it away. */
const WITH_NODE = [...FILTERS, 'node'] as const;

/** Every delivery, as it happens. */
export function DeliveriesPage(): ReactNode {
  const { filters } = useFilters();
  const [live, setLive] = useState<readonly DeliveryItem[]>([]);
  const status = useLiveBundles((events) => {
    const changed = events.flatMap((event) => (event.type === 'delivery' ? [event.delivery] : []));
    if (changed.length > 0) setLive((before) => mergeDeliveries(before, changed));
  });
  const listed = useInfiniteQuery(queries.deliveries(queryOf(filters)));
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <ActivityFrame lead={words.lead} aside={<LiveMark status={status} />}>
      <FilterBar names={filters.node === undefined ? FILTERS : WITH_NODE} />
      <Paged query={listed} failed={words.failed}>
        {(list) => {
          const shown = mergeDeliveries(list, live).filter((delivery) => matches(filters, delivery));
          if (shown.length > 0) return <DeliveriesTable deliveries={shown} />;
          if (isFiltered) return <Notice title={words.nothingMatches} />;
          return <Notice title={words.emptyTitle}>{words.emptyLead}</Notice>;
        }}
      </Paged>
    </ActivityFrame>
  );
}
