import type { DeviceRow } from './device-rows.ts';

export const CONNECTIONS = ['all', 'online', 'offline'] as const;
export type ConnectionFilter = (typeof CONNECTIONS)[number];

interface DeviceSearch {
  /** Every word must occur in the name, the device id, the model or a label. */
  readonly words: string;
  readonly connection: ConnectionFilter;
}

/** The rows that are looked for, in their order. */
export function searchDevices(
  rows: readonly DeviceRow[],
  { words, connection }: DeviceSearch,
  modelTitles: ReadonlyMap<string, string>,
): readonly DeviceRow[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (connection !== 'all' && row.online !== (connection === 'online')) return false;
    const model = modelTitles.get(row.model) ?? '';
    const content = [row.label, row.deviceId, row.model, model, ...row.labels].join('\n').toLowerCase();
    return wanted.every((word) => content.includes(word));
  });
}
