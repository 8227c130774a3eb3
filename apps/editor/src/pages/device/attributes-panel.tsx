import type { DeviceDetail } from '@signalbox/api';
import { History } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useNow } from '../../live/use-live-events.ts';
import { text } from '../../text/text.ts';
import { IconButton } from '../../ui/button.tsx';
import { formatAge, formatClock, formatDateTime } from '../../ui/format.ts';
import { classNames } from '../../ui/class-names.ts';
import page from '../page.module.css';
import { showValue } from '../../knowledge/attribute-value.ts';
import styles from './device.module.css';
import { HistoryDialog } from './history-dialog.tsx';

/** The last value of every attribute. */
export function AttributesPanel({ device }: { readonly device: DeviceDetail }): ReactNode {
  const [shown, setShown] = useState<string | null>(null);
  const names = Object.keys(device.attributes).toSorted((a, b) => a.localeCompare(b));
  return (
    <section aria-labelledby="attributes">
      <h2 id="attributes" className={page['section-title']}>
        {text.device.attributes}
      </h2>
      <div className={page['panel']}>
        {names.length === 0 ? (
          <p className={page['empty']}>{text.device.attributesEmpty}</p>
        ) : (
          <AttributesTable device={device} names={names} onHistory={setShown} />
        )}
      </div>
      {shown !== null && <HistoryDialog deviceId={device.id} name={shown} onClose={() => setShown(null)} />}
    </section>
  );
}

interface AttributesTableProps {
  readonly device: DeviceDetail;
  readonly names: readonly string[];
  readonly onHistory: (name: string) => void;
}

function AttributesTable({ device, names, onHistory }: AttributesTableProps): ReactNode {
  const now = useNow(1000);
  const { attribute, value, deviceTime, age, historyOf } = text.device;
  return (
    <table className={classNames(page['table'], styles['attributes'])}>
      <thead>
        <tr>
          {[attribute, value, deviceTime, age].map((title) => (
            <th key={title}>{title}</th>
          ))}
          <th>
            <span className="visually-hidden">{text.device.history}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => {
          const at = device.attribute_times[name] ?? null;
          return (
            <tr key={name}>
              <td className={page['mono']}>{name}</td>
              <td className={styles['value']}>{showValue(name, device.attributes[name])}</td>
              <td className={page['number']} title={at === null ? undefined : formatDateTime(at)}>
                {at === null ? text.common.none : formatClock(at)}
              </td>
              <td className={page['number']}>{formatAge(at, now)}</td>
              <td className={page['end']}>
                <IconButton isSmall label={historyOf(name)} onPress={() => onHistory(name)}>
                  <History size={15} aria-hidden />
                </IconButton>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
