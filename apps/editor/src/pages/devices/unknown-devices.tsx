import type { UnknownDevice } from '@signalbox/api';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/rights.ts';
import { useNow } from '../../live/use-live-events.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
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
  const columns = mayRegister ? [...columnsAt(now), registerColumn(onRegister)] : columnsAt(now);
  return (
    <section className={styles['section']} aria-labelledby="unknown-devices">
      <div className={styles['section-head']}>
        <h2 id="unknown-devices" className={styles['section-title']}>
          {text.unknown.title}
        </h2>
      </div>
      <p className={styles['section-lead']}>{text.unknown.lead}</p>
      <DataTable columns={columns} rows={list} keyOf={(unknown) => unknown.device_id} />
    </section>
  );
}

function columnsAt(now: number): readonly Column<UnknownDevice>[] {
  const words = text.unknown;
  return [
    {
      id: 'device',
      title: words.deviceId,
      look: 'mono',
      renderCell: (unknown) => unknown.device_id,
    },
    { id: 'attempts', title: words.attempts, look: 'number', renderCell: ({ attempts }) => attempts },
    {
      id: 'last',
      title: words.last,
      look: 'number',
      renderCell: ({ last_attempt_at: at }) => formatAge(at, now),
      hint: ({ last_attempt_at: at }) => formatDateTime(at),
    },
    { id: 'address', title: words.address, look: 'soft', renderCell: ({ address }) => address },
  ];
}

function registerColumn(onRegister: (deviceId: string) => void): Column<UnknownDevice> {
  return {
    id: 'actions',
    title: text.common.actions,
    isTitleHidden: true,
    look: 'end',
    renderCell: ({ device_id: deviceId }) => (
      <Button aria-label={text.unknown.registerOne(deviceId)} onPress={() => onRegister(deviceId)}>
        {text.unknown.register}
      </Button>
    ),
  };
}
