import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStorage } from './storage.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-storage-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const clock = { now: () => 1_700_000_000_000 };

test('a commit, a device and a flow are there after the file is opened again', async () => {
  const file = join(folder, 'data', 'signalbox.db');
  const first = openStorage({ file, clock });
  const device = first.devices.create({
    label: 'Van',
    deviceId: 'van-1',
    model: 'ngp_generic',
    keyHash: 'h',
  });
  const flow = first.flows.create({
    schema: 1,
    title: 'Speed',
    description: '',
    enabled: true,
    stale_after_s: 60,
    nodes: [],
    edges: [],
  });
  first.flows.publish(flow.id);
  const message = {
    sourceId: device.source.id,
    messageTime: 5,
    serverTime: 6,
    timeliness: 'live' as const,
    hash: Number.MAX_SAFE_INTEGER,
    body: '{"speed":1}',
    written: { a: { value: 1 } },
  };
  await first.lane.commit({
    messages: [message],
    nodeStates: [],
    timers: [],
    rates: [],
    sweeps: [],
    snapshots: [],
    deliveries: [],
  });
  first.close();

  const second = openStorage({ file, clock });
  expect(second.devices.list()).toEqual([device]);
  expect(second.devices.source(device.source.id)?.label).toBe('Van');
  expect(second.flows.current().map(({ id, version }) => [id, version])).toEqual([[flow.id, 1]]);
  const loaded = await second.lane.loadSources([device.source.id, 99]);
  expect([...loaded]).toEqual([
    [device.source.id, { snapshot: null, tail: [message], nodeStates: [], rates: [] }],
  ]);
  expect(await second.lane.findKnown([{ sourceId: 1, messageTime: 5, hash: message.hash }])).toEqual(
    new Set([0]),
  );
  expect(second.sizeBytes()).toBeGreaterThan(4096);
  second.checkpoint();
  second.close();
});
