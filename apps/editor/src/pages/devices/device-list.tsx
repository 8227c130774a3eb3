import type { Device, DeviceDetail } from '@signalbox/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import { modelTitle } from '../../text/model-title.ts';
import { text } from '../../text/text.ts';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import styles from '../page.module.css';
import { deviceRow } from './device-rows.ts';
import type { LiveDevices } from './device-rows.ts';
import { CONNECTIONS, searchDevices } from './device-search.ts';
import type { ConnectionFilter } from './device-search.ts';
import { DevicesTable } from './devices-table.tsx';

interface DeviceListProps {
  readonly devices: readonly Device[];
  readonly live: LiveDevices;
}

const CONNECTION_TEXT: Readonly<Record<ConnectionFilter, string>> = {
  all: text.devices.all,
  online: text.devices.online,
  offline: text.devices.offline,
};

/** The devices with the fields to find some of them. */
export function DeviceList({ devices, live }: DeviceListProps): ReactNode {
  const details = useDeviceDetails(devices);
  const [words, setWords] = useState('');
  const [connection, setConnection] = useState<ConnectionFilter>('all');
  const models = useQuery(queries.models).data ?? [];
  const modelTitles = new Map(models.map((model) => [model.code, modelTitle(model)]));
  const rows = devices.map((device) => deviceRow(device, details.get(device.id), live.get(device.id)));
  const found = searchDevices(rows, { words, connection }, modelTitles);
  return (
    <>
      <div className={styles['filters']}>
        <TextInput
          isLabelHidden
          type="search"
          label={text.devices.search}
          placeholder={text.devices.search}
          value={words}
          onChange={setWords}
        />
        <Select
          isLabelHidden
          label={text.devices.connectionFilter}
          value={connection}
          options={CONNECTIONS.map((id) => ({ id, title: CONNECTION_TEXT[id] }))}
          onChange={(id) => setConnection(CONNECTIONS.find((known) => known === id) ?? 'all')}
        />
      </div>
      {found.length === 0 ? (
        <Notice title={text.devices.nothingFound} />
      ) : (
        <DevicesTable rows={found} modelTitles={modelTitles} />
      )}
    </>
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
