import { DEFAULT_TIMELINESS, DEFAULT_TIMELINESS_SETTINGS } from '@signalbox/flow';
import { expect, test } from 'vitest';
import type { NewDevice } from './device-record.ts';
import { START, aCommandSpec, aCommit, aDelivery, aMessage, temporaryStorage } from './testing/fixtures.ts';

const VAN: NewDevice = { label: 'Van', deviceId: 'van-1', model: 'ngp_generic', keyHash: 'h1' };

test('a device is a tracker with its source', () => {
  const { devices } = temporaryStorage();
  const van = devices.create({ ...VAN, labels: ['cold'] });
  expect(van).toEqual({
    id: 1,
    label: 'Van',
    labels: ['cold'],
    clone: false,
    createdAt: START,
    source: {
      id: 1,
      deviceId: 'van-1',
      model: 'ngp_generic',
      blocked: false,
      timeliness: DEFAULT_TIMELINESS_SETTINGS,
      engineCut: null,
    },
  });
  expect(devices.get(van.id)).toEqual(van);
  expect(devices.get(2)).toBeUndefined();
});

test('a device id is registered once, and a refusal leaves nothing behind', () => {
  const { devices } = temporaryStorage();
  devices.create(VAN);
  expect(() => devices.create({ ...VAN, label: 'Other' })).toThrow(
    expect.objectContaining({ code: 'device_exists', message: 'A device with id "van-1" exists already.' }),
  );
  expect(devices.list()).toHaveLength(1);
});

test('a change leaves alone what it does not name', () => {
  const { devices } = temporaryStorage();
  const { id } = devices.create({ ...VAN, labels: ['cold'] });
  expect(devices.update(id, { blocked: true })).toMatchObject({ label: 'Van', source: { blocked: true } });
  expect(devices.update(id, { label: 'Truck' })).toMatchObject({
    labels: ['cold'],
    source: { blocked: true },
  });
  expect(devices.update(id, { labels: [] })).toMatchObject({ label: 'Truck', labels: [] });
  expect(() => devices.update(9, { label: 'x' })).toThrow(expect.objectContaining({ code: 'not_found' }));
});

test('all sources are the same list until one changes', () => {
  const { devices } = temporaryStorage();
  const { id } = devices.create(VAN);
  const before = devices.sources();
  expect(devices.sources()).toBe(before);
  devices.update(id, { labels: ['cold'] });
  expect(devices.sources().map(({ labels }) => labels)).toEqual([['cold']]);
});

test('a clone shares the source; the source goes by the name of its owner', () => {
  const { devices } = temporaryStorage();
  const van = devices.create(VAN);
  const clone = devices.clone(van.id, { label: 'For the customer' });
  expect(clone).toMatchObject({ id: 2, label: 'For the customer', clone: true, source: van.source });
  expect(devices.clone(van.id).label).toBe('Van');
  const { timeliness: _, ...source } = van.source;
  expect(devices.sources()).toEqual([{ ...source, label: 'Van', labels: [], limits: DEFAULT_TIMELINESS }]);
  expect(devices.ownerTrackerOf(van.source.id)).toEqual(van);
});

test('a device has its own limits of age, as far as they were set', () => {
  const { devices } = temporaryStorage();
  const { id, source } = devices.create(VAN);
  const before = devices.source(source.id);
  devices.update(id, { timeliness: { max_live_age_s: 60 } });
  devices.update(id, { timeliness: { correct_week_rollover: true }, blocked: false });
  expect(devices.get(id)?.source.timeliness).toEqual({
    max_live_age_s: 60,
    max_ahead_s: 600,
    correct_week_rollover: true,
  });
  const after = devices.source(source.id);
  expect(after).not.toBe(before);
  expect(after?.limits).toEqual({ ...DEFAULT_TIMELINESS, maxLiveAgeMs: 60_000, correctsWeekRollover: true });
  expect(devices.update(id, { timeliness: null }).source.timeliness).toEqual(DEFAULT_TIMELINESS_SETTINGS);
  expect(devices.source(source.id)?.limits).toBe(DEFAULT_TIMELINESS);
});

test('when the original goes its oldest clone takes its place', () => {
  const { devices } = temporaryStorage();
  const van = devices.create(VAN);
  const clone = devices.clone(van.id, { label: 'Clone' });
  devices.clone(van.id);
  devices.remove(van.id);
  expect(devices.ownerTrackerOf(van.source.id)).toEqual({ ...clone, clone: false });
  expect(devices.source(van.source.id)?.label).toBe('Clone');
});

test('with the last tracker go the source and all its rows, and no id is used again', async () => {
  const { devices, lane, deliveries, messages } = temporaryStorage();
  const van = devices.create(VAN);
  const sourceId = van.source.id;
  const other = devices.create({ ...VAN, deviceId: 'van-2' });
  await lane.commit(
    aCommit({
      messages: [aMessage({ sourceId }), aMessage({ sourceId: other.source.id })],
      nodeStates: [{ sourceId, flowId: 1, nodeId: 1, state: 1, meaning: 9 }],
      snapshots: [{ sourceId, snapshot: 1 }],
      deliveries: [aDelivery({ spec: aCommandSpec('c1', { targetSourceId: sourceId }) })],
    }),
  );
  devices.remove(van.id);
  expect(await lane.loadSources([sourceId])).toEqual(new Map());
  expect(deliveries.get('c1')).toBeUndefined();
  expect(messages.history({ sourceId: other.source.id, limit: 9 }).list).toHaveLength(1);
  expect(devices.keyHashOf('van-1')).toBeUndefined();
  expect(devices.create(VAN)).toMatchObject({ id: 3, source: { id: 3 } });
  expect(() => devices.remove(van.id)).toThrow(expect.objectContaining({ code: 'not_found' }));
});

test('keys are found by device id and can be replaced', () => {
  const { devices } = temporaryStorage();
  const { source } = devices.create(VAN);
  expect(devices.keyHashOf('van-1')).toEqual({ sourceId: source.id, keyHash: 'h1', blocked: false });
  devices.setKeyHash(source.id, 'h2');
  expect(devices.keyHashOf('van-1')?.keyHash).toBe('h2');
  expect(devices.keyHashOf('VAN-1')).toBeUndefined();
  expect(() => devices.setKeyHash(9, 'x')).toThrow(expect.objectContaining({ code: 'not_found' }));
});

test('subscribers hear of every change, and read what it led to', () => {
  const { devices } = temporaryStorage();
  const heard: unknown[] = [];
  const end = devices.subscribe((id) =>
    heard.push([id, devices.source(id)?.label, devices.source(id)?.blocked]),
  );
  const { id, source } = devices.create(VAN);
  devices.update(id, { blocked: true });
  devices.setKeyHash(source.id, 'h2');
  devices.remove(id);
  end();
  devices.create(VAN);
  expect(heard).toEqual([
    [1, 'Van', false],
    [1, 'Van', true],
    [1, 'Van', true],
    [1, undefined, undefined],
  ]);
});

test('how a device stops its engine is kept until it is as the model says again', () => {
  const { devices } = temporaryStorage();
  const { id, source } = devices.create(VAN);
  const engineCut = { outputs: [{ number: 2, on: 'restore' }], guard: null } as const;
  expect(devices.update(id, { engineCut }).source.engineCut).toEqual(engineCut);
  expect(devices.source(source.id)?.engineCut).toEqual(engineCut);
  expect(devices.update(id, { label: 'Other' }).source.engineCut).toEqual(engineCut);
  expect(devices.update(id, { engineCut: null }).source.engineCut).toBeNull();
  expect(devices.source(source.id)?.engineCut).toBeNull();
});
