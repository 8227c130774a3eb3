import type { Device, DeviceDetail } from '@signalbox/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { errorText } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { useLiveBundles, useNow } from '../live/use-live-events.ts';
import { LiveMark } from '../live/live-mark.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { text } from '../text/en.ts';
import { Button } from '../ui/button.tsx';
import { formatAge } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { deviceRow, foldLiveEvents } from './device-rows.ts';
import type { DeviceRow, LiveDevices } from './device-rows.ts';
import styles from './page.module.css';

export function DevicesPage(): ReactNode {
  const devices = useQuery(queries.devices);
  const details = useDeviceDetails(devices.data ?? []);
  const [live, setLive] = useState<LiveDevices>(new Map());
  const status = useLiveBundles((events) => setLive((before) => foldLiveEvents(before, events)));
  const models = useQuery(queries.models).data ?? [];
  const rows = (devices.data ?? []).map((device) =>
    deviceRow(device, details.get(device.id), live.get(device.id)),
  );
  const modelTitles = new Map(models.map((model) => [model.code, model.title]));
  return (
    <div className={styles['page']}>
      <PageTitle title={text.devices.title} />
      <div className={styles['head']}>
        <div className={styles['heading']}>
          <h1 className={styles['title']}>{text.devices.title}</h1>
          <p className={styles['lead']}>{text.devices.lead}</p>
        </div>
        <LiveMark status={status} />
      </div>
      {devices.isPending && <p className={styles['lead']}>{text.common.loading}</p>}
      {devices.isError && (
        <Notice
          tone="danger"
          title={text.devices.failed}
          actions={<Button onPress={() => void devices.refetch()}>{text.common.retry}</Button>}
        >
          {errorText(devices.error)}
        </Notice>
      )}
      {devices.data?.length === 0 && (
        <Notice title={text.devices.emptyTitle}>{text.devices.emptyLead}</Notice>
      )}
      {rows.length > 0 && <DevicesTable rows={rows} modelTitles={modelTitles} />}
    </div>
  );
}

/** The list names no attributes: those of the first devices are read one after the other. */
const DETAILED = 50;

function useDeviceDetails(devices: readonly Device[]): ReadonlyMap<number, DeviceDetail> {
  const client = useQueryClient();
  const ids = devices.slice(0, DETAILED).map((device) => device.id);
  const details = useQuery({
    queryKey: ['device-details', ids],
    enabled: ids.length > 0,
    queryFn: async () => {
      const list: DeviceDetail[] = [];
      for (const id of ids) list.push(await client.fetchQuery(queries.device(id)));
      return list;
    },
  });
  return new Map((details.data ?? []).map((detail) => [detail.id, detail]));
}

interface DevicesTableProps {
  readonly rows: readonly DeviceRow[];
  readonly modelTitles: ReadonlyMap<string, string>;
}

function DevicesTable({ rows, modelTitles }: DevicesTableProps): ReactNode {
  const now = useNow(1000);
  return (
    <div className={styles['panel']}>
      <table className={styles['table']}>
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
              <td>{row.label}</td>
              <td className={styles['soft']}>{modelTitles.get(row.model) ?? row.model}</td>
              <td>
                <span className={styles['chip']} data-tone={row.online ? 'success' : undefined}>
                  {row.online ? text.devices.online : text.devices.offline}
                </span>
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
