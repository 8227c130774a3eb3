import type { FlowSummary } from '@signalbox/api';
import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Suspense } from 'react';
import { Link } from 'react-router';
import { api, errorText } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { useMay } from '../api/rights.ts';
import { useAction } from '../api/use-action.ts';
import { useNow } from '../live/use-live-events.ts';
import { text } from '../text/text.ts';
import { IconButton } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import type { Column } from '../ui/data-table.tsx';
import { formatAge, formatDateTime } from '../ui/format.ts';
import { Banner } from '../ui/notice.tsx';
import { Switch } from '../ui/switch.tsx';
import { part } from '../ui/part.tsx';
import styles from './page.module.css';

/** Needs the node types, which the list itself does not. */
const FlowDevices = part(async () => (await import('./flow-devices.tsx')).FlowDevices);

const words = text.flows.columns;

interface FlowsTableProps {
  readonly flows: readonly FlowSummary[];
  readonly onDelete: (flow: FlowSummary) => void;
}

export function FlowsTable({ flows, onDelete }: FlowsTableProps): ReactNode {
  const now = useNow(30_000);
  const toggle = useSwitchFlow();
  const mayWrite = useMay('flows_write');
  const mayPublish = useMay('flows_publish');
  const switchColumn: Column<FlowSummary> = {
    id: 'enabled',
    title: words.enabled,
    renderCell: ({ id, title, enabled }) => (
      <Switch
        isLabelHidden
        label={text.flows.enable(title)}
        isSelected={enabled}
        isDisabled={!mayPublish}
        onChange={(isOn) => toggle.mutate({ id, enabled: isOn })}
      />
    ),
  };
  const deleteColumn: Column<FlowSummary> = {
    id: 'actions',
    title: words.actions,
    isTitleHidden: true,
    look: 'end',
    renderCell: (flow) => (
      <IconButton label={text.flows.remove(flow.title)} onPress={() => onDelete(flow)}>
        <Trash2 size={16} aria-hidden />
      </IconButton>
    ),
  };
  const columns = [
    TITLE,
    switchColumn,
    STATE,
    DEVICES,
    changedColumn(now),
    ...(mayWrite ? [deleteColumn] : []),
  ];
  return (
    <>
      {toggle.isError && <Banner tone="danger">{errorText(toggle.error)}</Banner>}
      <DataTable columns={columns} rows={flows} keyOf={({ id }) => id} />
    </>
  );
}

const TITLE: Column<FlowSummary> = {
  id: 'title',
  title: words.title,
  look: 'long',
  sortBy: ({ title }) => title,
  renderCell: ({ id, title, description }) => (
    <>
      <Link to={`/flows/${id}`}>{title}</Link>
      {description !== '' && <div className={styles['soft']}>{description}</div>}
    </>
  ),
};

const STATE: Column<FlowSummary> = {
  id: 'state',
  title: words.state,
  renderCell: (flow) => <FlowState flow={flow} />,
};

const DEVICES: Column<FlowSummary> = {
  id: 'devices',
  title: words.devices,
  look: 'soft',
  renderCell: ({ id }) => (
    <Suspense fallback={text.common.none}>
      <FlowDevices flowId={id} />
    </Suspense>
  ),
};

function changedColumn(now: number): Column<FlowSummary> {
  return {
    id: 'changed',
    title: words.changed,
    look: 'number',
    sortBy: ({ updated_at: at }) => at,
    renderCell: ({ updated_at: at }) => formatAge(at, now),
    hint: ({ updated_at: at }) => formatDateTime(at),
  };
}

function useSwitchFlow() {
  const client = useQueryClient();
  return useAction({
    mutationFn: ({ id, enabled }: { readonly id: number; readonly enabled: boolean }) =>
      api.switchFlow({ params: { id }, body: { enabled } }),
    onSettled: () => client.invalidateQueries(queries.flows),
  });
}

function PublishedState({ flow }: { readonly flow: FlowSummary }): ReactNode {
  if (flow.published_version === null) {
    return <span className={styles['chip']}>{text.flows.draft}</span>;
  }
  const isCurrent = flow.published_version === flow.version;
  return (
    <span className={styles['chip']} data-tone={isCurrent ? 'success' : 'warning'}>
      {isCurrent
        ? text.flows.published(flow.published_version)
        : text.flows.publishedWithDraft(flow.published_version)}
    </span>
  );
}

function FlowState({ flow }: { readonly flow: FlowSummary }): ReactNode {
  return (
    <>
      <PublishedState flow={flow} />
      {flow.paused_sources > 0 && (
        <span className={styles['chip']} data-tone="danger">
          {text.flows.paused(flow.paused_sources)}
        </span>
      )}
    </>
  );
}
