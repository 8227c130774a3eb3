import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_CUT_GUARD } from '@signalbox/devices';
import { DeviceList } from './device-list.ts';
import { VAN } from './testing/flows.ts';
import { DEFAULT_TIMELINESS } from '@signalbox/flow';
import { RecordingLog } from '@signalbox/runtime/testing';
import { TestFolder } from './testing/test-folder.ts';

let folder: TestFolder;
let log: RecordingLog;

beforeEach(() => {
  folder = new TestFolder();
  log = new RecordingLog();
});
afterEach(() => folder.close());

const TRUCK = { id: 2, device_id: 'truck-1', model: 'ngp_immobilizer', label: 'Truck', labels: ['heavy'] };

function open(devices: unknown): DeviceList {
  return new DeviceList(folder.write('devices.json', devices), log);
}

test('devices are found by source and by device id', () => {
  const list = open([VAN, TRUCK]);
  expect(list.get(2)).toEqual({
    id: 2,
    deviceId: 'truck-1',
    model: 'ngp_immobilizer',
    label: 'Truck',
    labels: ['heavy'],
    blocked: false,
    limits: DEFAULT_TIMELINESS,
    engineCut: null,
  });
  expect([list.sourceIdOf('van-1'), list.deviceIdOf(1)]).toEqual([1, 'van-1']);
  expect([list.sourceIdOf('x'), list.deviceIdOf(9), list.get(9)]).toEqual([undefined, undefined, undefined]);
});

test('what a model cannot do is refused', () => {
  const list = open([VAN, TRUCK]);
  const cut = { type: 'set_output', output: 1, value: true } as const;
  expect(list.refusalOf(1, cut, false)).toBeNull();
  expect(list.refusalOf(2, { ...cut, output: 3 }, true)).toMatch('no output 3');
  expect(list.refusalOf(9, cut, true)).toBe('the list of devices does not name the device');
  expect([list.recognisesId(1), list.recognisesId(9)]).toEqual([true, false]);
});

test('an output that stops the engine has the usual guard, as its model or the file names it', () => {
  const list = open([{ ...VAN, engine_cut: [{ output: 2, on: 'restore' }] }, TRUCK]);
  const set = (output: number, value: boolean) => ({ type: 'set_output', output, value }) as const;
  expect(list.engineDutyOf(1, set(2, false))).toEqual({ effect: 'cuts', guard: DEFAULT_CUT_GUARD });
  expect(list.engineDutyOf(1, set(1, true))).toEqual({ effect: 'none', guard: null });
  expect(list.engineDutyOf(2, set(1, true)).effect).toBe('cuts');
  expect(list.engineDutyOf(9, set(1, true))).toEqual({ effect: 'none', guard: null });
});

test('a device that stayed the same is the same object after a reload, a changed one is new', () => {
  const list = open([VAN, TRUCK]);
  const [van, truck] = [list.get(1), list.get(2)];
  folder.write('devices.json', [VAN, { ...TRUCK, labels: ['heavy', 'cold'] }]);
  expect(list.reload()).toBe(true);
  expect(list.get(1)).toBe(van);
  expect(list.get(2)).not.toBe(truck);
  expect(list.reload()).toBe(false);
});

test('devices are listed by id, and those that came, changed or went are told', () => {
  const list = open([TRUCK, VAN]);
  expect(list.list().map(({ id }) => id)).toEqual([1, 2]);
  const told: (readonly number[])[] = [];
  const stop = list.subscribe((ids) => told.push(ids));
  folder.write('devices.json', [VAN, { ...TRUCK, id: 3 }]);
  list.reload();
  list.reload();
  stop();
  folder.write('devices.json', [VAN]);
  list.reload();
  expect(told).toEqual([[2, 3]]);
});

test('a device that goes is unknown', () => {
  const list = open([VAN, TRUCK]);
  folder.write('devices.json', [TRUCK]);
  expect(list.reload()).toBe(true);
  expect([list.get(1), list.sourceIdOf('van-1'), list.size]).toEqual([undefined, undefined, 1]);
});

test('a file that cannot be used leaves the devices as they are and says why', () => {
  const list = open([VAN]);
  folder.write('devices.json', [{ ...VAN, model: 'toaster' }]);
  expect(list.reload()).toBe(false);
  expect(list.get(1)?.model).toBe('ngp_generic');
  folder.remove('devices.json');
  expect(list.reload()).toBe(false);
  expect(log.errors.map(({ fields }) => ('reason' in fields ? fields.reason : null))).toEqual([
    expect.stringMatching(/devices\.json: \[0\]\.model: one of the models/),
    expect.stringMatching(/devices\.json: the list of devices cannot be read: ENOENT/),
  ]);
});
