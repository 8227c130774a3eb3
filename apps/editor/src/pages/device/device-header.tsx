import type { DeviceDetail } from '@signalbox/api';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/rights.ts';
import type { LiveStatus } from '../../live/live-events.ts';
import { LiveMark } from '../../live/live-mark.tsx';
import { useNow } from '../../live/use-live-events.ts';
import { modelTitle } from '../../text/model-title.ts';
import { text } from '../../text/text.ts';
import { formatAge, formatDateTime } from '../../ui/format.ts';
import { ConnectionChip } from '../devices/connection-chip.tsx';
import { Labels } from '../devices/devices-table.tsx';
import page from '../page.module.css';
import { DeviceActions } from './device-actions.tsx';
import { DevicePauseButton, DevicePauseMark } from './device-pause.tsx';
import styles from './device.module.css';

interface DeviceHeaderProps {
  readonly device: DeviceDetail;
  readonly status: LiveStatus;
}

export function DeviceHeader({ device, status }: DeviceHeaderProps): ReactNode {
  const { source, connection, labels, created_at } = device;
  const models = useQuery(queries.models).data ?? [];
  const mayWrite = useMay('devices_write');
  const now = useNow(1000);
  const model = models.find(({ code }) => code === source.model);
  return (
    <header className={page['head']}>
      <div className={page['heading']}>
        <div className={styles['title-row']}>
          <h1 className={page['title']}>{device.label}</h1>
          <ConnectionChip online={connection.online} blocked={source.blocked} clone={device.clone} />
          <DevicePauseMark deviceId={device.id} />
          {labels.length > 0 && <Labels labels={labels} />}
        </div>
        <dl className={styles['facts']}>
          <Fact name={text.device.deviceId}>{source.device_id}</Fact>
          <Fact name={text.device.model}>{model === undefined ? source.model : modelTitle(model)}</Fact>
          <Fact name={text.device.lastRecord}>{formatAge(connection.last_message_at, now)}</Fact>
          <Fact name={text.device.registered}>{formatDateTime(created_at)}</Fact>
        </dl>
      </div>
      <LiveMark status={status} />
      <DevicePauseButton device={device} />
      {mayWrite && <DeviceActions device={device} />}
    </header>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
