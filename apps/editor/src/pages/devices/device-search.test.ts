import { expect, test } from 'vitest';
import type { DeviceRow } from './device-rows.ts';
import { searchDevices } from './device-search.ts';

function row(change: Partial<DeviceRow>): DeviceRow {
  return {
    id: 1,
    label: 'Van',
    labels: [],
    deviceId: 'v-1',
    model: 'ngp_generic',
    blocked: false,
    clone: false,
    online: true,
    speed: null,
    ignition: null,
    outputs: [],
    lastMessageAt: null,
    ...change,
  };
}

const rows = [
  row({ id: 1, label: 'Van 1', deviceId: '356307042441013', labels: ['North'] }),
  row({ id: 2, label: 'Cold box', model: 'ngp_sensor', online: false }),
];
const titles = new Map([['ngp_sensor', 'NGP sensor without outputs']]);

test.each([
  ['', 'all', [1, 2]],
  ['van', 'all', [1]],
  ['441013', 'all', [1]],
  ['north VAN', 'all', [1]],
  ['north box', 'all', []],
  ['without outputs', 'all', [2]],
  ['', 'online', [1]],
  ['box', 'offline', [2]],
] as const)('"%s" among %s devices', (words, connection, ids) => {
  expect(searchDevices(rows, { words, connection }, titles).map(({ id }) => id)).toEqual(ids);
});
