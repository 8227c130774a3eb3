import type { FlowDocument, FlowNode, JsonValue } from '@signalbox/flow';
import { DEFAULT_TIMELINESS, parseFlow } from '@signalbox/flow';
import { nodeCatalogue } from '@signalbox/nodes/runtimes';
import type { SourceRecord } from '@signalbox/runtime';
import { expect, test } from 'vitest';
import { MAX_OUTCOMES } from './replay.ts';
import { MAX_ACTIONS, TestRun, choosesDevice } from './test-run.ts';
import type { TestRecord, TestResult, TestRunOptions } from './test-run.ts';

const NOON = Date.UTC(2026, 5, 1, 12);
const SECOND = 1000;

const VAN: SourceRecord = {
  id: 7,
  deviceId: 'van-7',
  model: 'ngp_generic',
  label: 'Van 7',
  labels: [],
  blocked: false,
  limits: DEFAULT_TIMELINESS,
  engineCut: null,
};

type Wire = readonly [from: number, to: number, type?: string];

function flowOf(nodes: readonly FlowNode[], edges: readonly Wire[], settings: object = {}): FlowDocument {
  const parsed = parseFlow({
    title: 'Tested',
    ...settings,
    nodes: [{ id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [7] } }, ...nodes],
    edges: edges.map(([from, to, type = 'simple_edge']) => ({ from, to, type })),
  });
  if (parsed.document === undefined) throw new Error(JSON.stringify(parsed.problems));
  return parsed.document;
}

function output(id: number, settings: Readonly<Record<string, JsonValue>> = {}): FlowNode {
  const actions = [{ type: 'set_output', number: 1, value: true }];
  return { id, type: 'action', data: { title: `Output ${id}`, actions, ...settings } };
}

const LED: FlowNode = {
  id: 4,
  type: 'action',
  data: { title: 'LED', actions: [{ type: 'set_led', value: true }] },
};

/** Records ten seconds apart. */
function records(speeds: readonly number[], countedFrom = 0): readonly TestRecord[] {
  return speeds.map((speed, index) => {
    const time = NOON + index * 10 * SECOND;
    const message = { messageTime: time, serverTime: time, attributes: { speed }, hash: index + 1 };
    return { deviceId: VAN.deviceId, message, receivedAt: time, isCounted: index >= countedFrom };
  });
}

interface Tested extends Partial<Omit<TestRunOptions, 'flow'>> {
  readonly taken?: readonly TestRecord[];
  readonly until?: number;
}

function runOf(
  document: FlowDocument,
  { taken = records([90]), until = NOON, ...options }: Tested = {},
): Generator<undefined, TestResult> {
  return new TestRun({
    flow: { id: 1, version: 1, document },
    source: VAN,
    catalogue: nodeCatalogue,
    geofences: { contains: () => null },
    directory: { refusalOf: () => null, engineDutyOf: () => ({ effect: 'none', guard: null }) },
    end: 'success',
    nameOf: ({ kind }) => kind,
    ...options,
  }).run(taken, until);
}

function tested(document: FlowDocument, options: Tested = {}): TestResult {
  const run = runOf(document, options);
  for (;;) {
    const next = run.next();
    if (next.done === true) return next.value;
  }
}

function ran({ nodes }: TestResult): Readonly<Record<number, number>> {
  return Object.fromEntries(nodes.map((node) => [node.nodeId, node.in]));
}

test.each([
  ['success', { 1: 1, 3: 1, 4: 1 }],
  ['failure', { 1: 1, 3: 1, 5: 1 }],
  ['open', { 1: 1, 3: 1 }],
] as const)('where deliveries end in %s, what hangs on it runs', (end, expected) => {
  const limit: FlowNode = { id: 5, type: 'delay', data: { title: 'Wait', for_s: 60 } };
  const flow = flowOf(
    [output(3), LED, limit],
    [
      [1, 3],
      [3, 4, 'success_edge'],
      [3, 5, 'failure_edge'],
    ],
  );
  expect(ran(tested(flow, { end }))).toEqual(expected);
});

test('records before the counted ones are decided and counted nowhere', () => {
  const flow = flowOf([output(3, { skip_if_already: true })], [[1, 3]]);
  const result = tested(flow, { taken: records([90, 90, 90], 2) });
  expect(result.records).toEqual({ live: 1 });
  expect(result.nodes).toMatchObject([
    { nodeId: 1, in: 1 },
    { nodeId: 3, in: 1, actions: 0, unsent: 1 },
  ]);
  expect([result.actions, result.unsent.not_needed]).toEqual([[], 1]);
});

/** Records that show the outputs as given. */
function withStatus(statuses: readonly number[]): readonly TestRecord[] {
  return statuses.flatMap((status, index) => {
    const record = records(statuses)[index];
    if (record === undefined) return [];
    const message = { ...record.message, attributes: { output_status: status } };
    return [{ ...record, message }];
  });
}

test.each([
  ['is so already when it is first heard of', [1, 1], 0],
  ['came to be so by what was really sent', [0, 1], 1],
])('a device that %s is asked accordingly', (_, statuses, asked) => {
  const isOn: FlowNode = {
    id: 2,
    type: 'logic',
    data: { title: 'On?', name: 'on', condition: 'output_status == 1' },
  };
  const flow = flowOf(
    [isOn, output(3, { skip_if_already: true })],
    [
      [1, 2],
      [2, 3, 'then_edge'],
    ],
  );
  expect(tested(flow, { taken: withStatus(statuses) }).actions).toHaveLength(asked);
});

test('what the flow asks for too often within a minute is not sent', () => {
  const flow = flowOf([output(3, { skip_if_already: false })], [[1, 3]], { max_effects_per_min: 2 });
  const result = tested(flow, { taken: records([1, 2, 3, 4]) });
  expect([result.actions.length, result.unsent.paused]).toEqual([2, 2]);
});

test('actions beyond those that are kept are counted by kind too', () => {
  const outputs = Array.from({ length: 8 }, () => ({ type: 'set_output', number: 1, value: true }));
  const leds = Array.from({ length: 2 }, () => ({ type: 'set_led', value: true }));
  const flow = flowOf([output(3, { actions: [...leds, ...outputs], skip_if_already: false })], [[1, 3]], {
    max_effects_per_min: 100_000,
  });
  const taken = records(Array.from({ length: MAX_ACTIONS / 10 + 1 }, () => 1));
  const nameOf: TestRunOptions['nameOf'] = (effect) =>
    effect.kind === 'command' ? effect.command.type : effect.kind;
  const { actions, actionsLeftOut, kinds } = tested(flow, { taken, end: 'open', nameOf });
  expect([actions.length, actionsLeftOut]).toEqual([MAX_ACTIONS, 10]);
  expect(kinds).toEqual([
    { summary: 'set_output', count: taken.length * 8 },
    { summary: 'set_led', count: taken.length * 2 },
  ]);
});

/** Two nodes per layer, each on the success wires of both above: the ends of deliveries double with each. */
function doubling(layers: number): FlowDocument {
  const ids = Array.from({ length: layers * 2 }, (_, index) => index + 2);
  const wires = ids.flatMap((id): Wire[] => {
    const top = id - (id % 2);
    return top === 2
      ? [[1, id]]
      : [
          [top - 2, id, 'success_edge'],
          [top - 1, id, 'success_edge'],
        ];
  });
  const nodes = ids.map((id) => output(id, { skip_if_already: false }));
  return flowOf(nodes, wires, { max_effects_per_min: 100_000 });
}

test('of what one record leads to at most so many ends are run, a step at a time, and the rest is counted', () => {
  const run = runOf(doubling(14));
  let pieces = 0;
  let next = run.next();
  for (; next.done !== true; next = run.next()) pieces += 1;
  const { actions, otherSteps, outcomesLeftOut } = next.value;
  expect(otherSteps).toBe(MAX_OUTCOMES);
  expect(outcomesLeftOut).toBeGreaterThan(0);
  expect(otherSteps + outcomesLeftOut).toBe(actions.length);
  expect(pieces).toBeGreaterThan(otherSteps);
});

test('fewer ends than that are all run', () => {
  const { nodes, outcomesLeftOut } = tested(doubling(6));
  expect([nodes.at(-1)?.in, outcomesLeftOut]).toEqual([32, 0]);
});

const OUTPUTS_ON: FlowNode = {
  id: 2,
  type: 'action',
  data: { title: 'All on', actions: [{ type: 'set_all_outputs', values: [true, true] }] },
};

test.each([
  ['on', true, 0],
  ['off', false, 1],
])('an output that was asked for with others need not be asked %s alone', (_, value, asked) => {
  const actions = [{ type: 'set_output', number: 1, value }];
  const flow = flowOf(
    [OUTPUTS_ON, output(3, { actions, skip_if_already: true })],
    [
      [1, 2],
      [2, 3, 'success_edge'],
    ],
  );
  const { nodes } = tested(flow);
  expect(nodes.at(-1)).toMatchObject({ nodeId: 3, in: 1, actions: asked, unsent: 1 - asked });
});

test('what the device refuses fails, and is asked again', () => {
  const flow = flowOf(
    [output(3, { skip_if_already: true }), LED, { ...LED, id: 5 }],
    [
      [1, 3],
      [3, 4, 'success_edge'],
      [3, 5, 'failure_edge'],
    ],
  );
  const directory: TestRunOptions['directory'] = {
    refusalOf: (_, command) => (command.type === 'set_output' ? 'reserved' : null),
    engineDutyOf: () => ({ effect: 'none', guard: null }),
  };
  const result = tested(flow, { directory, taken: records([1, 2]) });
  expect(ran(result)).toEqual({ 1: 2, 3: 2, 5: 2 });
  expect(result.nodes).toContainEqual(expect.objectContaining({ nodeId: 3, actions: 2, unsent: 0 }));
});

test('timers come due after the last record, up to the end', () => {
  const wait: FlowNode = { id: 2, type: 'delay', data: { title: 'Wait', for_s: 60 } };
  const flow = flowOf(
    [wait, output(3)],
    [
      [1, 2],
      [2, 3],
    ],
  );
  expect(tested(flow, { until: NOON + 59 * SECOND }).actions).toEqual([]);
  const [action] = tested(flow, { until: NOON + 60 * SECOND }).actions;
  expect(action).toMatchObject({ at: NOON + 60 * SECOND, messageTime: null });
});

test('an action says why the device refuses it, and what its guard said at the time', () => {
  const flow = flowOf([output(3, { guard: 'speed < 5' })], [[1, 3]]);
  const refused: TestRunOptions['directory'] = {
    refusalOf: () => 'reserved',
    engineDutyOf: () => ({ effect: 'none', guard: null }),
  };
  expect(tested(flow, { directory: refused }).actions).toMatchObject([
    { refusal: 'reserved', guards: ['speed < 5'], guarded: false },
  ]);
});

test('every node can be asked why it went as it did last, though nothing was asked for', () => {
  const fast: FlowNode = {
    id: 2,
    type: 'logic',
    data: { title: 'Fast', name: 'fast', condition: 'speed > 80' },
  };
  const flow = flowOf(
    [fast, output(3)],
    [
      [1, 2],
      [2, 3, 'then_edge'],
    ],
  );
  const { steps } = tested(flow, { taken: records([90, 10, 20, 30]) });
  const ways = steps.flatMap(({ trace }) => trace.body.visits.filter((visit) => visit.node_id === 2));
  expect(new Set(ways.map(({ branch }) => branch))).toEqual(new Set(['then_edge', 'else_edge']));
});

test('a flow says whether it chooses a device, and runs for another when it is forced to', () => {
  const flow = { id: 1, version: 1, document: flowOf([output(3)], [[1, 3]]) };
  const other = { ...VAN, id: 8 };
  expect(choosesDevice(flow, VAN, nodeCatalogue)).toBe(true);
  expect(choosesDevice(flow, other, nodeCatalogue)).toBe(false);
  expect(tested(flow.document, { source: other }).actions).toEqual([]);
  expect(tested(flow.document, { source: other, isForced: true }).actions).toHaveLength(1);
});
