import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useNow } from '../../live/use-live-events.ts';
import { text } from '../../text/text.ts';
import { classNames } from '../../ui/class-names.ts';
import { formatAge } from '../../ui/format.ts';
import styles from '../page.module.css';
import { ConnectionChip } from './connection-chip.tsx';
import type { DeviceRow } from './device-rows.ts';

interface DevicesTableProps {
  readonly rows: readonly DeviceRow[];
  readonly modelTitles: ReadonlyMap<string, string>;
}

export function DevicesTable({ rows, modelTitles }: DevicesTableProps): ReactNode {
  const now = useNow(1000);
  return (
    <div className={styles['panel']}>
      <table className={classNames(styles['table'], styles['steady'])}>
        <thead>
          <tr>
            {Object.values(text.devices.columns).map((title) => (
              <th key={title}>{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link to={`/devices/${row.id}`}>{row.label}</Link>
                <div className={styles['sub']}>{row.deviceId}</div>
              </td>
              <td className={styles['soft']}>{modelTitles.get(row.model) ?? row.model}</td>
              <td>
                <Labels labels={row.labels} />
              </td>
              <td>
                <ConnectionChip online={row.online} blocked={row.blocked} clone={row.clone} />
              </td>
              <td className={styles['number']}>
                {row.speed === null ? text.common.none : text.devices.speed(row.speed)}
              </td>
              <td>{ignitionText(row.ignition)}</td>
              <td>
                <Outputs outputs={row.outputs} />
              </td>
              <td className={styles['number']}>{formatAge(row.lastMessageAt, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

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
