import { describe, expect, test } from 'vitest';
import { StoreUnavailable } from './ports.ts';
import { flow, RuntimeDriver } from './testing/runtime-driver.ts';
import { heldFlow, oneNodeFlow } from './testing/timed-flows.ts';

const VAN = 1;
const MINUTE = 60_000;

/** Values that output 1 was asked to take, in order. */
function asked({ store }: RuntimeDriver): readonly boolean[] {
  return [...store.all.values()].flatMap(({ spec }) =>
    spec.kind === 'command' && spec.command.type === 'set_output' ? [spec.command.value] : [],
  );
}

function timersOf({ store }: RuntimeDriver): readonly string[] {
  return [...store.timers.values()].map(({ nodeId, name }) => `${nodeId} ${name}`);
}

const counting = { hold_for_s: 600, silence: 'hold' };

describe('a condition that counts on through silence', () => {
  test('takes its wire when the stored timer is due, and not before', async () => {
    const driver = new RuntimeDriver([heldFlow(counting)]);
    await driver.report(VAN, { speed: 90 });
    await driver.advance(10 * MINUTE - 1);
    expect(asked(driver)).toEqual([]);
    await driver.advance(1);
    expect(asked(driver)).toEqual([true]);
    expect(timersOf(driver)).toEqual([]);
    expect((await driver.runtime.attributes(VAN)).get('speeding')?.value).toBe(true);
  });

  test('goes on counting over a restart, also when it came due meanwhile', async () => {
    const driver = new RuntimeDriver([heldFlow(counting)]);
    await driver.report(VAN, { speed: 90 });
    driver.clock.advance(4 * MINUTE);
    const second = await driver.restart();
    expect(asked(second)).toEqual([]);
    await second.runtime.stop();
    second.clock.advance(20 * MINUTE);
    const third = await second.restart();
    await third.advance(0);
    expect(asked(third)).toEqual([true]);
  });

  test('stops when the condition turns false', async () => {
    const driver = new RuntimeDriver([heldFlow(counting)]);
    await driver.report(VAN, { speed: 90 });
    await driver.advance(MINUTE);
    await driver.report(VAN, { speed: 50 });
    expect(timersOf(driver)).toEqual([]);
    await driver.advance(20 * MINUTE);
    expect(asked(driver)).toEqual([]);
  });

  test('moves no device when the message that it counts from was old', async () => {
    const driver = new RuntimeDriver([heldFlow(counting)]);
    await driver.report(VAN, { speed: 90, ageMs: 6 * MINUTE });
    await driver.advance(10 * MINUTE);
    expect(timersOf(driver)).toEqual([]);
    expect(asked(driver)).toEqual([]);
    expect((await driver.runtime.attributes(VAN)).get('speeding')?.value).toBe(true);
  });

  test('fires once when the store refuses the first commit of it', async () => {
    const driver = new RuntimeDriver([heldFlow(counting)]);
    await driver.report(VAN, { speed: 90 });
    let refusals = 1;
    driver.store.beforeCommit = () => {
      if (refusals-- > 0) throw new StoreUnavailable('disk full');
    };
    await driver.advance(10 * MINUTE);
    expect(asked(driver)).toEqual([]);
    await driver.advance(1000);
    expect(asked(driver)).toEqual([true]);
  });
});

describe('a new version of the flow', () => {
  async function publishedWhileCounting(next: ReturnType<typeof heldFlow>): Promise<RuntimeDriver> {
    const driver = new RuntimeDriver([heldFlow(counting)]);
    await driver.report(VAN, { speed: 90 });
    await driver.advance(5 * MINUTE);
    driver.publish([next]);
    await driver.advance(5 * MINUTE);
    return driver;
  }

  test('keeps state and timers of a node that means the same', async () => {
    const driver = await publishedWhileCounting(heldFlow({ ...counting, title: 'New', name: 'fast' }, 2));
    expect(asked(driver)).toEqual([true]);
    expect((await driver.runtime.attributes(VAN)).get('fast')?.value).toBe(true);
  });

  test('drops them when the condition changed: the node starts anew', async () => {
    const driver = await publishedWhileCounting(heldFlow({ ...counting, condition: 'speed > 70' }, 2));
    expect(asked(driver)).toEqual([]);
    expect(timersOf(driver)).toEqual([]);
    await driver.report(VAN, { speed: 90 });
    await driver.advance(10 * MINUTE);
    expect(asked(driver)).toEqual([true]);
  });

  test('drops the timer of a node that is gone', async () => {
    const driver = await publishedWhileCounting(
      flow(
        1,
        { title: 'Empty', nodes: [{ id: 1, type: 'data_source', data: { source_ids: [VAN] } }], edges: [] },
        2,
      ),
    );
    expect(timersOf(driver)).toEqual([]);
    expect(driver.faults).toEqual([]);
  });

  test('keeps a state over a restart in between', async () => {
    const driver = new RuntimeDriver([heldFlow()]);
    await driver.report(VAN, { speed: 50 });
    const next = await driver.restart();
    next.publish([heldFlow({ title: 'Renamed' }, 2)]);
    await next.advance(1000);
    await next.report(VAN, { speed: 90 });
    expect(asked(next)).toEqual([true]);
  });
});

test('a wait that came due while its flow was off begins anew when the flow is on again', async () => {
  const flows = [oneNodeFlow('delay', { for_s: 60 })];
  const driver = new RuntimeDriver(flows);
  await driver.report(VAN, { speed: 1 });
  driver.publish([]);
  await driver.advance(MINUTE);
  driver.publish(flows);
  expect(timersOf(driver)).toEqual([]);
  await driver.report(VAN, { speed: 2 });
  await driver.advance(MINUTE);
  expect(asked(driver)).toEqual([true]);
});

test('a timer of a source that is blocked is dropped with what waits for it', async () => {
  const driver = new RuntimeDriver([oneNodeFlow('delay', { for_s: 60 })]);
  await driver.report(VAN, { speed: 1 });
  const van = driver.sources.get(VAN);
  if (!van) throw new Error('the van is gone');
  driver.sources.set(VAN, { ...van, blocked: true });
  await driver.advance(MINUTE);
  expect([timersOf(driver), asked(driver)]).toEqual([[], []]);
  driver.sources.set(VAN, van);
  await driver.report(VAN, { speed: 2 });
  expect(timersOf(driver)).toEqual(['2 wait']);
});

test('a timer of a source that is gone goes without a step', async () => {
  const driver = new RuntimeDriver([heldFlow(counting)]);
  await driver.report(VAN, { speed: 90 });
  driver.sources.delete(VAN);
  await driver.advance(10 * MINUTE);
  expect(timersOf(driver)).toEqual([]);
  expect(asked(driver)).toEqual([]);
});

describe('a delay', () => {
  const delay = { for_s: 60, cancel_condition: 'stop' };

  test('goes on after its time, over a restart', async () => {
    const driver = new RuntimeDriver([oneNodeFlow('delay', delay)]);
    await driver.report(VAN, { stop: false });
    const next = await driver.restart();
    await next.advance(MINUTE);
    expect(asked(next)).toEqual([true]);
  });

  test('is dropped by a message that no wire brings to it', async () => {
    const gated = flow(1, {
      title: 'Gated',
      nodes: [
        { id: 1, type: 'data_source', data: { source_ids: [VAN] } },
        { id: 2, type: 'logic', data: { title: 'Go', name: 'go_on', condition: 'go' } },
        { id: 3, type: 'delay', data: { title: 'Wait', ...delay } },
        {
          id: 4,
          type: 'action',
          data: { title: 'On', actions: [{ type: 'set_output', number: 1, value: true }] },
        },
      ],
      edges: [
        { from: 1, to: 2 },
        { from: 2, to: 3, type: 'then_edge' },
        { from: 3, to: 4 },
      ],
    });
    const driver = new RuntimeDriver([gated]);
    await driver.report(VAN, { go: true, stop: false });
    expect(timersOf(driver)).toEqual(['3 wait']);
    await driver.advance(1000);
    await driver.report(VAN, { go: false, stop: true });
    expect(timersOf(driver)).toEqual([]);
    await driver.advance(MINUTE);
    expect(asked(driver)).toEqual([]);
  });
});

test('a silence starts its flow once, however many messages came before', async () => {
  const driver = new RuntimeDriver([oneNodeFlow('silence', { source_ids: [VAN], after_s: 60 }, false)]);
  for (const speed of [1, 2, 3]) {
    await driver.report(VAN, { speed });
    await driver.advance(40_000);
  }
  expect(asked(driver)).toEqual([]);
  await driver.advance(20_000);
  expect(asked(driver)).toEqual([true]);
  await driver.advance(20 * MINUTE);
  expect(asked(driver)).toEqual([true]);
});

test('a connection starts its flow once per change, not for a link that comes back after a restart', async () => {
  const flows = [oneNodeFlow('connection', { source_ids: [VAN], on: 'online' }, false)];
  const driver = new RuntimeDriver(flows);
  await driver.report(VAN, { speed: 1 });
  expect(asked(driver)).toEqual([]);
  await driver.connect(VAN);
  expect(asked(driver)).toEqual([true]);
  const next = await driver.restart();
  await next.connect(VAN);
  expect(asked(next)).toEqual([true]);
  await next.disconnect(VAN);
  await next.advance(1000);
  await next.connect(VAN);
  expect(asked(next)).toEqual([true, true]);
});

test('a switch takes the wires of its case alone', async () => {
  const cases = [
    { name: 'fast', condition: 'speed > 80' },
    { name: 'slow', condition: 'speed <= 80' },
  ];
  const switched = flow(1, {
    title: 'Switched',
    nodes: [
      { id: 1, type: 'data_source', data: { source_ids: [VAN] } },
      { id: 2, type: 'switch', data: { title: 'How fast', cases } },
      {
        id: 3,
        type: 'action',
        data: { title: 'On', actions: [{ type: 'set_output', number: 1, value: true }] },
      },
      {
        id: 4,
        type: 'action',
        data: { title: 'Off', actions: [{ type: 'set_output', number: 1, value: false }] },
      },
    ],
    edges: [
      { from: 1, to: 2 },
      { from: 2, to: 3, type: 'case_edge', case: 'fast' },
      { from: 2, to: 4, type: 'case_edge', case: 'slow' },
    ],
  });
  const driver = new RuntimeDriver([switched]);
  await driver.report(VAN, { speed: 90 });
  await driver.report(VAN, { speed: 50 });
  expect(asked(driver)).toEqual([true, false]);
});

test('a geofence takes Then on the way in', async () => {
  const data = { geofence_ids: [5], on: 'enter' };
  const document = oneNodeFlow('geofence', data).document;
  const edges = document.edges.map((edge) =>
    edge.from === 2 ? { ...edge, type: 'then_edge' as const } : edge,
  );
  const driver = new RuntimeDriver([{ id: 1, version: 1, document: { ...document, edges } }]);
  const report = async (inside: boolean): Promise<void> => {
    driver.geofences.set(5, inside);
    await driver.advance(1000);
    await driver.report(VAN, { latitude: 52, longitude: inside ? 13 : 14 });
  };
  await report(true);
  await report(false);
  expect(asked(driver)).toEqual([]);
  await report(true);
  expect(asked(driver)).toEqual([true]);
});
