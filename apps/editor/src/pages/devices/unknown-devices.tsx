import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/rights.ts';
import { useNow } from '../../live/use-live-events.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { formatAge, formatDateTime } from '../../ui/format.ts';
import styles from '../page.module.css';

/** Who tried to connect without being registered; nothing when there is nobody. */
export function UnknownDevices({
  onRegister,
}: {
  readonly onRegister: (deviceId: string) => void;
}): ReactNode {
  const list = useQuery(queries.unknownDevices).data ?? [];
  const mayRegister = useMay('devices_write');
  const now = useNow(5000);
  if (list.length === 0) return null;
  const { deviceId, attempts, last, address } = text.unknown;
  return (
    <section className={styles['section']} aria-labelledby="unknown-devices">
      <div className={styles['section-head']}>
        <h2 id="unknown-devices" className={styles['section-title']}>
          {text.unknown.title}
        </h2>
      </div>
      <p className={styles['section-lead']}>{text.unknown.lead}</p>
      <div className={styles['panel']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              {[deviceId, attempts, last, address].map((title) => (
                <th key={title}>{title}</th>
              ))}
              <th>
                <span className="visually-hidden">{text.common.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((unknown) => (
              <tr key={unknown.device_id}>
                <td className={styles['mono']}>{unknown.device_id}</td>
                <td className={styles['number']}>{unknown.attempts}</td>
                <td className={styles['number']} title={formatDateTime(unknown.last_attempt_at)}>
                  {formatAge(unknown.last_attempt_at, now)}
                </td>
                <td className={styles['soft']}>{unknown.address}</td>
                <td className={styles['end']}>
                  {mayRegister && (
                    <Button
                      aria-label={text.unknown.registerOne(unknown.device_id)}
                      onPress={() => onRegister(unknown.device_id)}
                    >
                      {text.unknown.register}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
