import type { AuditItem } from '@signalbox/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queries } from '../../api/queries.ts';
import { audit as words } from '../../text/audit.ts';
import { text } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatExact } from '../../ui/format.ts';
import { ActivityFrame } from './activity-frame.tsx';
import styles from './activity.module.css';
import { FilterBar, useFilters } from './filter-bar.tsx';
import { timesOf } from './filters.ts';
import { Paged } from './paged.tsx';

const COLUMNS: readonly Column<AuditItem>[] = [
  { id: 'at', title: words.at, look: 'number', renderCell: ({ at }) => formatExact(at) },
  { id: 'actor', title: words.actor, renderCell: ({ actor }) => actor },
  { id: 'action', title: words.action, renderCell: ({ action }) => <Action code={action} /> },
  { id: 'target', title: words.target, renderCell: ({ target }) => target ?? text.common.none },
  {
    id: 'detail',
    title: words.detail,
    renderCell: ({ detail }) => (
      <p className={styles['record']}>{detail === null ? text.common.none : JSON.stringify(detail)}</p>
    ),
  },
  {
    id: 'address',
    title: words.address,
    look: 'number',
    renderCell: ({ address }) => address ?? text.common.none,
  },
];

/** In words, with the code below them, by which the log is searched. */
function Action({ code }: { readonly code: string }): ReactNode {
  const titles: Readonly<Record<string, string>> = words.actions;
  return (
    <>
      {titles[code]}
      <p className={styles['record']}>{code}</p>
    </>
  );
}

/** Who did what. */
export function AuditPage(): ReactNode {
  const { filters } = useFilters();
  const { text: part, actor } = filters;
  const listed = useInfiniteQuery(
    queries.audit({
      ...timesOf(filters),
      ...(part === undefined ? {} : { text: part }),
      ...(actor === undefined ? {} : { actor }),
    }),
  );
  return (
    <ActivityFrame lead={words.lead}>
      <FilterBar
        names={['actor', 'text', 'from', 'to']}
        textLabel={words.search}
        textHint={words.searchHint}
      />
      <Paged query={listed} failed={words.failed}>
        {(list) => <DataTable columns={COLUMNS} rows={list} keyOf={({ id }) => id} empty={words.empty} />}
      </Paged>
    </ActivityFrame>
  );
}
