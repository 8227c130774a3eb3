import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useNow } from '../../live/use-live-events.ts';
import { text } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatAge } from '../../ui/format.ts';
import styles from '../page.module.css';
import { ConnectionChip } from './connection-chip.tsx';
import type { DeviceRow } from './device-rows.ts';

const words = text.devices.columns;

interface DevicesTableProps {
  readonly rows: readonly DeviceRow[];
  readonly modelTitles: ReadonlyMap<string, string>;
}

export function DevicesTable({ rows, modelTitles }: DevicesTableProps): ReactNode {
  const now = useNow(1000);
  return <DataTable isSteady columns={columnsAt(now, modelTitles)} rows={rows} keyOf={({ id }) => id} />;
}

function columnsAt(now: number, modelTitles: DevicesTableProps['modelTitles']): readonly Column<DeviceRow>[] {
  const modelOf = ({ model }: DeviceRow): string => modelTitles.get(model) ?? model;
  return [
    {
      id: 'label',
      title: words.label,
      look: 'long',
      width: '128px',
      sortBy: ({ label }) => label,
      renderCell: ({ id, label, deviceId }) => (
        <>
          <Link to={`/devices/${id}`}>{label}</Link>
          <div className={styles['sub']}>{deviceId}</div>
        </>
      ),
    },
    {
      id: 'model',
      title: words.model,
      look: 'soft',
      width: '112px',
      sortBy: modelOf,
      renderCell: modelOf,
    },
    ...REPORTED,
    {
      id: 'lastMessage',
      title: words.lastMessage,
      look: 'number',
      width: '124px',
      sortBy: ({ lastMessageAt }) => lastMessageAt,
      renderCell: ({ lastMessageAt }) => formatAge(lastMessageAt, now),
    },
  ];
}

/** What the device is and says, in columns. */
const REPORTED: readonly Column<DeviceRow>[] = [
  {
    id: 'labels',
    title: words.labels,
    width: '80px',
    renderCell: ({ labels }) => <Labels labels={labels} />,
  },
  {
    id: 'connection',
    title: words.connection,
    width: '116px',
    renderCell: ({ online, blocked, clone }) => (
      <ConnectionChip online={online} blocked={blocked} clone={clone} />
    ),
  },
  {
    id: 'speed',
    title: words.speed,
    look: 'number',
    width: '88px',
    renderCell: ({ speed }) => (speed === null ? text.common.none : text.devices.speed(speed)),
  },
  {
    id: 'ignition',
    title: words.ignition,
    width: '76px',
    renderCell: ({ ignition }) => ignitionText(ignition),
  },
  {
    id: 'outputs',
    title: words.outputs,
    width: '246px',
    renderCell: ({ outputs }) => <Outputs outputs={outputs} />,
  },
];

export function Labels({ labels }: { readonly labels: readonly string[] }): ReactNode {
  if (labels.length === 0) return <span className={styles['soft']}>{text.common.none}</span>;
  return (
    <span className={styles['labels']}>
      {labels.map((label) => (
        <span key={label} className={styles['label']}>
          {label}
        </span>
      ))}
    </span>
  );
}

function ignitionText(ignition: boolean | null): string {
  if (ignition === null) return text.common.none;
  return ignition ? text.devices.on : text.devices.off;
}

function Outputs({ outputs }: { readonly outputs: DeviceRow['outputs'] }): ReactNode {
  if (outputs.length === 0) return text.common.none;
  const named = outputs.map((isOn, index) => ({ isOn, number: index + 1 }));
  return (
    <div className={styles['outputs']}>
      {named.map(({ isOn, number }) => (
        <span
          key={number}
          className={styles['output']}
          data-on={String(isOn)}
          title={text.devices.output(number, isOn)}
        >
          <span aria-hidden>{number}</span>
          <span className="visually-hidden">{text.devices.output(number, isOn)}</span>
        </span>
      ))}
    </div>
  );
}
