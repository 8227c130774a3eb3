import { describe, expect, test } from 'vitest';
import { StoreUnavailable, type LiveEvent, type WebhookResult } from './ports.ts';
import { RuntimeDriver, doorFlow, flow, speedingFlow } from './testing/runtime-driver.ts';

const VAN = 1;
const TRAILER = 2;
const DOORS = 2;

/** Opens the door so often, one record a time. */
async function openDoor(driver: RuntimeDriver, times: number, from = 0): Promise<void> {
  for (let n = 0; n < times; n++) await driver.report(TRAILER, { door: true, n: from + n });
}

/** Tells of each open door, at most three a minute; for both devices. */
function stormyDoors(version = 1) {
  const { document } = doorFlow();
  const [start, ...others] = document.nodes;
  const all = { ...start, data: { title: 'All', source_ids: [VAN, TRAILER] } };
  return flow(DOORS, { ...document, nodes: [all, ...others], max_effects_per_min: 3 }, version);
}

async function pausedRates({ store }: RuntimeDriver): Promise<readonly unknown[]> {
  return (await store.pausedRates(DOORS)).map(({ sourceId, dropped }) => [sourceId, dropped]);
}

describe('a flow that asks for more than its limit within a minute', () => {
  test('is paused for that source: what it asks for is dropped and counted, not kept', async () => {
    const driver = new RuntimeDriver([stormyDoors()]);
    await openDoor(driver, 5);
    await driver.report(VAN, { door: true });
    expect(driver.store.all.size).toBe(4);
    expect(await pausedRates(driver)).toEqual([[TRAILER, 2]]);
    expect(driver.runtime.stats).toMatchObject({ effects: 6, droppedEffects: 2, skippedEffects: 0 });
    expect(driver.faults).toEqual([expect.stringContaining('asked for too much')]);
    await driver.advance(3_600_000);
    await openDoor(driver, 1, 5);
    expect(driver.store.all.size).toBe(4);
  });

  test('goes on deciding', async () => {
    const driver = new RuntimeDriver([stormyDoors()]);
    await openDoor(driver, 5);
    await driver.report(TRAILER, { door: false });
    expect((await driver.runtime.attributes(TRAILER)).get('open')?.value).toBe(false);
    expect(driver.acks).toHaveLength(6);
  });

  test('is counted in server time: a backlog that causes as much is a storm too', async () => {
    const driver = new RuntimeDriver([stormyDoors()]);
    const backlog = Array.from({ length: 5 }, (_, n) => ({ door: true, n, ageMs: 3_600_000 * (5 - n) }));
    await driver.report(TRAILER, ...backlog);
    expect(driver.runtime.stats.messages.delayed).toBe(5);
    expect(await pausedRates(driver)).toEqual([[TRAILER, 2]]);
  });

  test('stays paused after a restart', async () => {
    const driver = new RuntimeDriver([stormyDoors()]);
    await openDoor(driver, 4);
    const next = await driver.restart();
    await next.advance(120_000);
    await openDoor(next, 1, 4);
    expect(next.store.all.size).toBe(3);
    expect(await pausedRates(next)).toEqual([[TRAILER, 2]]);
  });

  test('goes on when somebody lets it, for one source or for all', async () => {
    const driver = new RuntimeDriver([stormyDoors()]);
    await openDoor(driver, 4);
    for (let n = 0; n < 4; n++) await driver.report(VAN, { door: true, n });
    await driver.runtime.resumeFlow(DOORS, VAN);
    expect(await pausedRates(driver)).toEqual([[TRAILER, 1]]);
    await driver.runtime.resumeFlow(DOORS, null);
    expect(await pausedRates(driver)).toEqual([]);
    await driver.runtime.resumeFlow(DOORS, null);
    await openDoor(driver, 3, 4);
    expect(driver.store.all.size).toBe(9);
    expect(await pausedRates(driver)).toEqual([]);
  });

  test('goes on with another version', async () => {
    const driver = new RuntimeDriver([stormyDoors()]);
    await openDoor(driver, 4);
    driver.publish([stormyDoors(2)]);
    await openDoor(driver, 1, 4);
    expect(driver.store.all.size).toBe(4);
    expect(await pausedRates(driver)).toEqual([]);
  });

  test('is shown while somebody looks', async () => {
    const driver = new RuntimeDriver([stormyDoors()]);
    const seen: LiveEvent[] = [];
    driver.watch((event) => event.type === 'flow_paused' && seen.push(event));
    await openDoor(driver, 5);
    await driver.runtime.resumeFlow(DOORS, null);
    const event = { type: 'flow_paused', flowId: DOORS, sourceId: TRAILER };
    expect(seen).toEqual([
      { ...event, paused: true },
      { ...event, paused: false },
    ]);
  });
});

test.each([1, 2])(
  'a person may send a webhook of version %d again while version 2 is paused',
  async (version) => {
    const driver = new RuntimeDriver([stormyDoors()]);
    const rejected: WebhookResult = { ok: false, failure: { retry: 'never', reason: 'HTTP 400' } };
    driver.answerWebhook = async () => rejected;
    await openDoor(driver, 1);
    driver.publish([stormyDoors(2)]);
    await openDoor(driver, 5, 1);
    const rates = await driver.store.pausedRates(DOORS);
    expect(rates).toMatchObject([{ flowVersion: 2, dropped: 2 }]);
    const ended = driver.store.inState('rejected').find(({ spec }) => spec.origin?.flowVersion === version);
    if (ended === undefined) throw new Error('No webhook ended');

    const next = await driver.restart();
    const sent = next.runtime.request({ ...ended.spec, createdAt: next.clock.now() });
    await next.settle();

    expect((await sent).spec.id).toBe(ended.spec.id);
    expect(next.store.inState('delivered').map(({ spec }) => spec.id)).toEqual([ended.spec.id]);
    expect(await next.store.pausedRates(DOORS)).toEqual(rates);
    expect(next.runtime.stats.droppedEffects).toBe(0);
  },
);

async function openDoorWithFailingCommit(driver: RuntimeDriver, failing: number): Promise<void> {
  for (let n = 1; n <= 5; n++) {
    if (n === failing) {
      driver.store.beforeCommit = () => {
        driver.store.beforeCommit = () => {};
        throw new StoreUnavailable('full');
      };
    }
    await openDoor(driver, 1, n);
    await driver.advance(500);
  }
}

test.each([1, 3, 4, 5])(
  'a commit that fails at record %i counts nothing twice, and makes no flow begin anew',
  async (failing) => {
    const driver = new RuntimeDriver([stormyDoors()]);
    await openDoorWithFailingCommit(driver, failing);
    expect(driver.store.all.size).toBe(3);
    expect(await pausedRates(driver)).toEqual([[TRAILER, 2]]);
  },
);

test('only what concerns a pause is stored: a flow within its limit costs no commit a row', async () => {
  const driver = new RuntimeDriver([stormyDoors()]);
  const stored: unknown[] = [];
  driver.store.beforeCommit = ({ rates }) => stored.push(...rates.map(({ pausedAt }) => pausedAt !== null));
  await openDoor(driver, 3);
  expect(stored).toEqual([]);
  await openDoor(driver, 2, 3);
  await driver.runtime.resumeFlow(DOORS, null);
  await openDoor(driver, 2, 5);
  expect(stored).toEqual([true, true, false]);
});

test('what the device already is, is no effect that counts', async () => {
  const { document } = speedingFlow();
  const driver = new RuntimeDriver([flow(1, { ...document, max_effects_per_min: 1 })]);
  for (let n = 0; n < 5; n++) await driver.report(VAN, { speed: 99, n, output_status: 1 });
  await driver.report(VAN, { speed: 10, output_status: 1 });
  expect(driver.runtime.stats).toMatchObject({ effects: 6, skippedEffects: 5, droppedEffects: 0 });
  expect(driver.store.all.size).toBe(1);
});
