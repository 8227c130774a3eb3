import type { DeliveryItem } from '@signalbox/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/rights.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Notice } from '../../ui/notice.tsx';
import { whatOf } from '../deliveries.ts';
import { ActivityFrame } from './activity-frame.tsx';
import styles from './activity.module.css';
import { DeliveriesTable } from './deliveries-table.tsx';
import { FilterBar, useFilters } from './filter-bar.tsx';
import { queryOf } from './filters.ts';
import { Paged } from './paged.tsx';
import { SettledBanner } from './settled-banner.tsx';
import { useSettle } from './use-settle.ts';
import type { Chosen, Settling } from './use-settle.ts';

const words = text.deadLetters;
const FILTERS = ['text', 'device', 'flow', 'state', 'kind', 'host', 'from', 'to'] as const;
const STATES = ['rejected', 'exhausted', 'expired', 'unconfirmed', 'unknown'] as const;

/** What ended without success, to be sent again or put away. */
export function DeadLettersPage(): ReactNode {
  const { filters } = useFilters();
  const query = queryOf(filters);
  const listed = useInfiniteQuery(queries.deliveries({ ...query, dead: 'true' }));
  const mayWrite = useMay('deliveries_write');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { settle, settled } = useSettle(() => setSelected(new Set()));
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <ActivityFrame lead={words.lead}>
      <FilterBar names={FILTERS} states={STATES} />
      {settled !== null && <SettledBanner settled={settled} />}
      <Paged query={listed} failed={words.failed}>
        {(list) => {
          if (list.length === 0)
            return <Notice title={isFiltered ? text.activity.nothingMatches : words.empty} />;
          const here = list.filter(({ id }) => selected.has(id));
          const chosen: Chosen = here.length > 0 ? { ids: here.map(({ id }) => id) } : { filter: query };
          return (
            <>
              {mayWrite && <SelectionBar count={here.length} chosen={chosen} onSettle={settle} />}
              <DeliveriesTable
                deliveries={list}
                {...(mayWrite ? { first: selectionColumn(list, selected, setSelected) } : {})}
              />
            </>
          );
        }}
      </Paged>
    </ActivityFrame>
  );
}

function selectionColumn(
  list: readonly DeliveryItem[],
  selected: ReadonlySet<string>,
  onChange: (selected: ReadonlySet<string>) => void,
): Column<DeliveryItem> {
  const isWhole = list.every(({ id }) => selected.has(id));
  return {
    id: 'selected',
    title: '',
    head: (
      <input
        type="checkbox"
        className={styles['check']}
        aria-label={words.selectPage}
        checked={isWhole}
        onChange={() => onChange(new Set(isWhole ? [] : list.map(({ id }) => id)))}
      />
    ),
    renderCell: (delivery) => (
      <input
        type="checkbox"
        className={styles['check']}
        aria-label={words.select(whatOf(delivery))}
        checked={selected.has(delivery.id)}
        onChange={() => onChange(toggled(selected, delivery.id))}
      />
    ),
  };
}

function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}

interface SelectionBarProps {
  readonly count: number;
  readonly chosen: Chosen;
  readonly onSettle: (how: Settling, chosen: Chosen) => Promise<void>;
}

/** Acts on what is selected; on all that match when nothing is. */
function SelectionBar({ count, chosen, onSettle }: SelectionBarProps): ReactNode {
  const [asked, setAsked] = useState<Settling | null>(null);
  return (
    <div className={styles['bar']}>
      <strong>{count === 0 ? words.all : words.selected(count)}</strong>
      <Button onPress={() => setAsked('redrive')}>{words.redrive}</Button>
      <Button variant="danger" onPress={() => setAsked('discard')}>
        {words.discard}
      </Button>
      {asked !== null && (
        <ConfirmDialog
          isOpen
          title={asked === 'redrive' ? words.redriveTitle : words.discardTitle}
          confirm={asked === 'redrive' ? words.redrive : words.discard}
          run={() => onSettle(asked, chosen)}
          onClose={() => setAsked(null)}
        >
          {asked === 'redrive' ? words.redriveLead : words.discardLead}
        </ConfirmDialog>
      )}
    </div>
  );
}
