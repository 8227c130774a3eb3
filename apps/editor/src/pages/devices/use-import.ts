import type { NewDevice } from '@signalbox/api';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, errorText } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useAction } from '../../api/use-action.ts';

/** What became of the devices of a file. */
export interface ImportOutcome {
  readonly registered: readonly {
    readonly label: string;
    readonly device_id: string;
    readonly key: string;
  }[];
  readonly refused: readonly { readonly device_id: string; readonly problem: string }[];
}

/** The server takes up to 500 at once; fewer let the progress be seen. */
const AT_ONCE = 100;

/** Registers devices in bundles. Keys that came before a failure are kept: they are shown only once. */
export function useImport() {
  const client = useQueryClient();
  const [done, setDone] = useState(0);
  const register = useAction({
    mutationFn: async (devices: readonly NewDevice[]): Promise<ImportOutcome> => {
      const registered: ImportOutcome['registered'][number][] = [];
      const refused: ImportOutcome['refused'][number][] = [];
      for (let from = 0; from < devices.length; from += AT_ONCE) {
        const bundle = devices.slice(from, from + AT_ONCE);
        const outcome = await registerBundle(bundle, registered.length > 0);
        registered.push(...outcome.registered);
        refused.push(...outcome.refused);
        setDone(from + bundle.length);
      }
      return { registered, refused };
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: queries.devices.queryKey });
      await client.invalidateQueries({ queryKey: queries.unknownDevices.queryKey });
    },
  });
  return { register, done };
}

/** @param mustKeep whether keys came already, which a failure must not take away */
async function registerBundle(devices: readonly NewDevice[], mustKeep: boolean): Promise<ImportOutcome> {
  try {
    const { list } = await api.createDevices({ body: { devices: [...devices] } });
    const labels = new Map(devices.map(({ device_id, label }) => [device_id, label]));
    return {
      registered: list.flatMap(({ device_id, key }) =>
        key === null ? [] : [{ label: labels.get(device_id) ?? '', device_id, key }],
      ),
      refused: list.flatMap(({ device_id, problem }) => (problem === null ? [] : [{ device_id, problem }])),
    };
  } catch (error) {
    if (!mustKeep) throw error;
    const problem = errorText(error);
    return { registered: [], refused: devices.map(({ device_id }) => ({ device_id, problem })) };
  }
}
