import type { FlowSummary } from '@signalbox/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Suspense, lazy } from 'react';
import { Link } from 'react-router';
import { api, errorText } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { useNow } from '../live/use-live-events.ts';
import { text } from '../text/text.ts';
import { IconButton } from '../ui/button.tsx';
import { formatAge, formatDateTime } from '../ui/format.ts';
import { Banner } from '../ui/notice.tsx';
import { Switch } from '../ui/switch.tsx';
import styles from './page.module.css';

/** Needs the node types, which the list itself does not. */
const FlowDevices = lazy(async () => ({ default: (await import('./flow-devices.tsx')).FlowDevices }));

interface FlowsTableProps {
  readonly flows: readonly FlowSummary[];
  readonly onDelete: (flow: FlowSummary) => void;
}

export function FlowsTable({ flows, onDelete }: FlowsTableProps): ReactNode {
  const now = useNow(30_000);
  const toggle = useSwitchFlow();
  const { columns } = text.flows;
  return (
    <>
      {toggle.isError && <Banner tone="danger">{errorText(toggle.error)}</Banner>}
      <div className={styles['panel']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              {[columns.title, columns.enabled, columns.state, columns.devices, columns.changed].map(
                (title) => (
                  <th key={title}>{title}</th>
                ),
              )}
              <th>
                <span className="visually-hidden">{columns.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {flows.map((flow) => (
              <tr key={flow.id}>
                <td>
                  <Link to={`/flows/${flow.id}`}>{flow.title}</Link>
                  {flow.description !== '' && <div className={styles['soft']}>{flow.description}</div>}
                </td>
                <td>
                  <Switch
                    isLabelHidden
                    label={text.flows.enable(flow.title)}
                    isSelected={flow.enabled}
                    onChange={(enabled) => toggle.mutate({ id: flow.id, enabled })}
                  />
                </td>
                <td>
                  <FlowState flow={flow} />
                </td>
                <td className={styles['soft']}>
                  <Suspense fallback={text.common.none}>
                    <FlowDevices flowId={flow.id} />
                  </Suspense>
                </td>
                <td className={styles['soft']} title={formatDateTime(flow.updated_at)}>
                  {formatAge(flow.updated_at, now)}
                </td>
                <td className={styles['end']}>
                  <IconButton label={text.flows.remove(flow.title)} onPress={() => onDelete(flow)}>
                    <Trash2 size={16} aria-hidden />
                  </IconButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function useSwitchFlow() {
  const client = useQueryClient();
  return useMutation({
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
