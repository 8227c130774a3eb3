import { expect, test } from 'vitest';
import { CommandFolder, runCommand } from '../testing/command-driver.ts';
import { DOOR_FLOW, SPEEDING_FLOW } from '../testing/flows.ts';

const DEVICES = [
  { id: 7, device_id: 'van-1', model: 'ngp_generic', label: 'Van 1' },
  { id: 8, device_id: 'trailer-1', model: 'ngp_generic', label: 'Trailer 1', labels: ['cold'] },
];

interface RecordFields {
  readonly device_id?: string;
  readonly server_time?: string;
  readonly [attribute: string]: unknown;
}

/** A record made this many seconds after ten o'clock. */
function record(second: number, speed: number, fields: RecordFields = {}): object {
  const time = new Date(Date.UTC(2026, 10, 20, 10, 0, second)).toISOString();
  return { message_time: time, device_id: 'van-1', location: { speed }, ignition: true, ...fields };
}

function parsed(lines: readonly string[]): readonly Record<string, unknown>[] {
  return lines.map((line) => JSON.parse(line));
}

async function run(
  records: readonly unknown[],
  options: readonly string[] = [],
  flow: unknown = SPEEDING_FLOW,
) {
  const folder = new CommandFolder();
  const flowFile = folder.write('flow.json', flow);
  const telemetry = folder.writeLines('telemetry.jsonl', records);
  const args = ['run', '--flow', flowFile, '--telemetry', telemetry, ...options];
  return { flowFile, telemetry, ...(await runCommand(args)) };
}

function withDevices(devices: unknown = DEVICES): readonly string[] {
  return ['--devices', new CommandFolder().write('devices.json', devices)];
}

test('prints every effect with the conditions that led to it', async () => {
  const { code, out, err, flowFile } = await run([record(0, 50), record(10, 91), record(20, 60)]);
  expect(code).toBe(0);
  expect(parsed(out)).toEqual([
    {
      at: '2026-11-20T10:00:10.000Z',
      device_id: 'van-1',
      flow: flowFile,
      node: 3,
      effect: {
        kind: 'command',
        device_id: 'van-1',
        command: { type: 'set_output', output: 1, value: true },
        guard: null,
        skip_if_already: true,
        ttl_s: 120,
      },
      reason: [
        {
          node: 2,
          title: 'Too fast',
          took: 'then_edge',
          formula: 'speed > 80 and ignition',
          value: true,
          parts: { speed: 91, 'speed > 80': true, ignition: true },
        },
      ],
      line: 2,
    },
    expect.objectContaining({ node: 4, at: '2026-11-20T10:00:20.000Z', line: 3 }),
  ]);
  expect(err).toEqual(['3 records of 1 device (3 live); 2 effects (2 command)']);
});

test('what a timer does between two records is printed before the second', async () => {
  const flow = structuredClone(SPEEDING_FLOW);
  Object.assign(flow.nodes[1]?.data ?? {}, { hold_for_s: 15, silence: 'hold' });
  const { out, err } = await run([record(0, 91), record(40, 60)], [], flow);
  expect(parsed(out)).toMatchObject([
    { at: '2026-11-20T10:00:15.000Z', node: 3, line: 2 },
    { at: '2026-11-20T10:00:40.000Z', node: 4, line: 2 },
  ]);
  expect(err).toEqual(['2 records of 1 device (2 live); 2 effects (2 command)']);
});

const NIGHT = {
  title: 'Every ten minutes',
  nodes: [
    { id: 1, type: 'schedule', data: { select: { all: true }, cron: '*/10 * * * *' } },
    { id: 2, type: 'delay', data: { title: 'Wait', for_s: 60 } },
    {
      id: 3,
      type: 'action',
      data: { title: 'On', actions: [{ type: 'set_output', number: 1, value: true }] },
    },
  ],
  edges: [
    { from: 1, to: 2 },
    { from: 2, to: 3 },
  ],
};

test('schedules and timers come between the records of a device and up to the last record of all', async () => {
  const records = [record(0, 0), record(700, 0), record(1300, 0, { device_id: 'van-2' })];
  const { out } = await run(records, [], NIGHT);
  expect(parsed(out)).toMatchObject([
    { at: '2026-11-20T10:11:00.000Z', device_id: 'van-1', line: 2 },
    { at: '2026-11-20T10:21:00.000Z', device_id: 'van-1', line: null },
  ]);
});

test('with --until time passes after the last record', async () => {
  const until = ['--until', '2026-11-20T11:31:00+01:00'];
  const { out } = await run([record(0, 0)], until, NIGHT);
  expect(parsed(out).map(({ at, line }) => [at, line])).toEqual([
    ['2026-11-20T10:11:00.000Z', null],
    ['2026-11-20T10:21:00.000Z', null],
    ['2026-11-20T10:31:00.000Z', null],
  ]);
  const { out: before } = await run([record(0, 0)], ['--until', '2020-01-01T00:00:00Z'], NIGHT);
  expect(before).toEqual([]);
});

test('--until that is no time is refused before anything runs', async () => {
  const { code, err, out } = await run([record(0, 0)], ['--until', 'tomorrow'], NIGHT);
  expect([code, out]).toEqual([1, []]);
  expect(err.join()).toMatch(/--until tomorrow: not an ISO 8601 time with a zone/);
});

test('a condition is explained with the values it saw, not with those written after it', async () => {
  const flow = structuredClone(SPEEDING_FLOW);
  Object.assign(flow.nodes[1]?.data ?? {}, {
    condition: 'coalesce(speeding, false) == false and speed > 80',
  });
  const { out } = await run([record(0, 50), record(10, 91)], [], flow);
  const [effect] = parsed(out);
  expect(effect).toMatchObject({ reason: [{ value: true, parts: { speeding: false } }] });
});

test('a history function is explained with the history that the condition saw', async () => {
  const flow = structuredClone(SPEEDING_FLOW);
  const condition = "coalesce(value('speeding', 0, 'valid'), false) == false";
  Object.assign(flow.nodes[1]?.data ?? {}, { mode: 'every_message', condition });
  const { out } = await run([record(0, 50), record(10, 91)], [], flow);
  const seen = (value: boolean | null, result: boolean): object => ({
    value: result,
    parts: { "value('speeding', 0, 'valid')": value },
  });
  expect(parsed(out)).toMatchObject([
    { node: 3, reason: [seen(null, true)] },
    { node: 4, reason: [seen(true, false)] },
  ]);
});

test('only conditions on the way to the node are reasons', async () => {
  const flow = structuredClone(SPEEDING_FLOW);
  flow.nodes.push({
    id: 6,
    type: 'logic',
    data: { title: 'Elsewhere', name: 'other', condition: 'speed > 10', mode: 'every_message' },
  });
  flow.edges.push({ from: 1, to: 6 });
  const { out } = await run([record(0, 50), record(10, 91)], [], flow);
  expect(parsed(out)).toMatchObject([{ node: 3, reason: [{ node: 2 }] }]);
});

test('two conditions in a row are both reasons, in order', async () => {
  const flow = structuredClone(SPEEDING_FLOW);
  flow.nodes.push({
    id: 6,
    type: 'logic',
    data: { title: 'Day', name: 'day', condition: 'ignition', mode: 'every_message' },
  });
  flow.edges = [
    { from: 1, to: 6 },
    { from: 6, to: 2, type: 'then_edge' },
    { from: 2, to: 3, type: 'then_edge' },
  ];
  const { out } = await run([record(0, 50), record(10, 91)], [], flow);
  expect(parsed(out)).toMatchObject([{ node: 3, reason: [{ node: 6, title: 'Day' }, { node: 2 }] }]);
});

test('without a list of devices every device of the recording is in every flow', async () => {
  const records = [
    record(0, 50),
    record(1, 91),
    record(0, 50, { device_id: 'x' }),
    record(1, 91, { device_id: 'x' }),
  ];
  const { out } = await run(records);
  expect(parsed(out).map(({ device_id: id }) => id)).toEqual(['van-1', 'x']);
});

test('with a list of devices flows choose as they do on a server', async () => {
  const records = [
    record(0, 5, { device_id: 'trailer-1', door_open: true }),
    record(0, 5),
    record(0, 5, { device_id: 'stranger' }),
  ];
  const { out, err, code } = await run(records, [...withDevices(), '--verbose'], DOOR_FLOW);
  expect(code).toBe(0);
  expect(parsed(out)).toMatchObject([
    {
      device_id: 'trailer-1',
      node: 5,
      effect: { kind: 'webhook', body: '{"device": "Trailer 1", "open": true}' },
    },
    { device_id: 'van-1', timeliness: 'live', why: 'no flow chooses this device' },
    { device_id: 'stranger', timeliness: null, why: 'the list of devices does not name this device' },
  ]);
  expect(err.at(-1)).toBe(
    '3 records of 2 devices (2 live, 1 of devices that are not in the list); 1 effect (1 webhook)',
  );
});

test('secrets of webhooks are not printed', async () => {
  const { out } = await run([record(0, 5, { door_open: true })], [], DOOR_FLOW);
  expect(out).toHaveLength(1);
  expect(out[0]).not.toMatch(/Bearer secret|abc/);
});

test.each([
  ['server_time', 'late', record(5, 95, { server_time: '2026-11-20T10:00:11Z' })],
  ['received_at', 'late', record(5, 95, { received_at: '2026-11-20T10:00:11Z' })],
  ['no time of reception', 'late', record(5, 95)],
  ['the content of the one before', 'duplicate', record(10, 50)],
])('an older or equal record with %s counts as %s and moves no output', async (_, timeliness, older) => {
  const { out } = await run([record(10, 50), older], ['--verbose']);
  expect(parsed(out)).toMatchObject([{ timeliness: 'live' }, { timeliness }]);
});

test('an old record that comes twice is a duplicate the second time', async () => {
  const { out } = await run([record(10, 50), record(5, 95), record(5, 95)], ['--verbose']);
  expect(parsed(out).map(({ timeliness }) => timeliness)).toEqual(['live', 'late', 'duplicate']);
});

test('a record received an hour after it was made is delayed and moves no output', async () => {
  const received = { server_time: '2026-11-20T11:00:00Z' };
  const { out } = await run([record(0, 50, received), record(10, 91, received)], ['--verbose']);
  expect(parsed(out)).toMatchObject([
    { timeliness: 'delayed', at: '2026-11-20T11:00:00.000Z' },
    { timeliness: 'delayed', reason: [{ took: 'then_edge' }] },
  ]);
});

test('a condition without a value says so in the verbose output', async () => {
  const { out } = await run([{ message_time: '2026-11-20T10:00:00Z', device_id: 'van-1' }], ['--verbose']);
  expect(parsed(out)).toMatchObject([
    {
      why: 'Too fast: speed > 80 and ignition has no value',
      reason: [{ took: null, value: null, parts: { speed: null, ignition: null } }],
    },
  ]);
});

test('a geofence file answers the formulas', async () => {
  const shape = { type: 'circle', center: [11.5, 48.1], radius_m: 200 };
  const geofences = new CommandFolder().write('geofences.json', [{ id: 3, shape }]);
  const flow = structuredClone(SPEEDING_FLOW);
  Object.assign(flow.nodes[1]?.data ?? {}, { condition: 'inGeofence(3)' });
  const at = (second: number, longitude: number): object =>
    record(second, 0, { location: { latitude: 48.1, longitude } });
  const { out } = await run([at(0, 11.6), at(1, 11.5)], ['--geofences', geofences], flow);
  expect(parsed(out)).toMatchObject([{ node: 3, line: 2 }]);
});

const BROKEN: readonly [line: string, reason: RegExp][] = [
  ['broken', /not JSON/],
  ['[]', /not a JSON object/],
  ['{"message_time":"2026-11-20T10:00:00Z"}', /device_id: missing/],
  ['{"message_time":"yesterday","device_id":"van-1"}', /message_time: "yesterday" is not an ISO 8601 time/],
  ['{"device_id":"van-9"}', /neither message_time nor server_time/],
  ['{"message_time":"2026-11-20T10:00:00Z","device_id":"v","server_time":5}', /server_time: not an ISO 8601/],
  [`{"device_id":"van-1","x":"${'y'.repeat(64 * 1024)}"}`, /longer than any record may be/],
];

test.each(BROKEN)('a line that cannot be read is named, and the rest goes on: %#', async (line, reason) => {
  const { code, out, err, telemetry } = await run([record(0, 50), line, '', record(10, 91)]);
  expect(code).toBe(1);
  expect(err[0]).toMatch(`${telemetry}:2: `);
  expect(err[0]).toMatch(reason);
  expect(err.at(-1)).toBe('signalbox: 1 line could not be read');
  expect(parsed(out)).toMatchObject([{ node: 3, line: 4 }]);
});

test('with --strict the first line that cannot be read ends it', async () => {
  const { code, out, err } = await run([record(0, 50), 'broken', record(10, 91)], ['--strict']);
  expect(code).toBe(1);
  expect(out).toEqual([]);
  expect(err).toContain('1 record of 1 device (1 live); 0 effects');
});

test('several flows run side by side', async () => {
  const folder = new CommandFolder();
  const [a, b] = [folder.write('a.json', SPEEDING_FLOW), folder.write('b.json', DOOR_FLOW)];
  const telemetry = folder.writeLines('t.jsonl', [record(0, 50), record(1, 91)]);
  const { out } = await runCommand(['run', '--flow', a, '--flow', b, '--telemetry', telemetry]);
  expect(parsed(out).map(({ flow, node }) => [flow, node])).toEqual([
    [b, 5],
    [a, 3],
    [b, 5],
  ]);
});

test('a flow with an error does not run', async () => {
  const { code, err, flowFile } = await run([], [], { ...SPEEDING_FLOW, edges: [{ from: 1, to: 99 }] });
  expect(code).toBe(1);
  expect(err[0]).toMatch(`${flowFile}: error FLOW_EDGE_DANGLING`);
  expect(err.at(-1)).toBe(`signalbox: ${flowFile} cannot run`);
});

test.each([
  ['no list', { id: 1 }, /a list of devices/],
  ['an unknown model', [{ ...DEVICES[0], model: 'toaster' }], /\[0\]\.model: one of the models ngp_generic/],
  ['two devices of one id', [DEVICES[0], { ...DEVICES[1], id: 7 }], /\[1\]\.id: 7 stands there twice/],
  ['a device without a label', [{ id: 1, device_id: 'x', model: 'ngp_generic' }], /\[0\]\.label/],
  ['an impossible device id', [{ ...DEVICES[0], device_id: 'a/b' }], /\[0\]\.device_id: 1 to 64 letters/],
  ['broken JSON', '[', /not JSON/],
])('a file of devices with %s is refused with its place', async (_, devices, reason) => {
  const { code, err } = await run([], withDevices(devices));
  expect(code).toBe(1);
  expect(err.join('\n')).toMatch(reason);
});

test('telemetry that is not there is an error', async () => {
  const folder = new CommandFolder();
  const flow = folder.write('flow.json', SPEEDING_FLOW);
  const { code, err } = await runCommand(['run', '--flow', flow, '--telemetry', `${folder.path}/gone.jsonl`]);
  expect(code).toBe(1);
  expect(err).toEqual([`signalbox: ${folder.path}/gone.jsonl: there is no such file`]);
});
