import { describe, expect, test } from 'vitest';
import type { JsonValue, PublishedFlow } from '@signalbox/flow';
import { type Commit, StoreUnavailable } from './ports.ts';
import { MemoryStore } from './testing/memory-store.ts';
import { NOON, RuntimeDriver } from './testing/runtime-driver.ts';
import { oneNodeFlow } from './testing/timed-flows.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** More than two batches take. */
const FLEET = 1001;
/** More than one batch takes. */
const CREW = 501;

/** Output 1 of all devices on, every full hour. */
function hourly(data: Record<string, JsonValue> = {}, version = 1): PublishedFlow {
  const flow = oneNodeFlow('schedule', { select: { all: true }, cron: '0 * * * *', ...data }, false);
  return { ...flow, version };
}

function watching(data: Record<string, JsonValue> = {}, version = 1): PublishedFlow {
  return { ...oneNodeFlow('silence', { select: { all: true }, after_s: 60, ...data }, false), version };
}

async function fleet(flows: readonly PublishedFlow[], size = FLEET): Promise<RuntimeDriver> {
  const driver = new RuntimeDriver(flows);
  for (let id = 1; id <= size; id++) driver.register(id);
  await driver.settle();
  return driver;
}

/** Devices that were asked for something, in the order that it was decided. */
function asked({ store }: RuntimeDriver): readonly number[] {
  return [...store.all.values()].map(({ spec }) => (spec.kind === 'command' ? spec.targetSourceId : 0));
}

function everyone(size = FLEET): readonly number[] {
  return Array.from({ length: size }, (_, index) => index + 1);
}

/** Another process opens the store, with the same devices; the one before is gone without a word. */
async function takeOver(broken: RuntimeDriver, flows: readonly PublishedFlow[]): Promise<RuntimeDriver> {
  broken.store.beforeCommit = () => {};
  const next = new RuntimeDriver(flows, broken.store);
  for (const [id, source] of broken.sources) next.sources.set(id, source);
  next.clock.advance(broken.clock.now() - NOON);
  await next.settle();
  return next;
}

/** Lets so many commits through; the process dies in the next one. Gives whether it has. */
function dieAfter(driver: RuntimeDriver, commits: number): () => boolean {
  let left = commits;
  driver.store.beforeCommit = () => {
    left -= 1;
    if (left < 0) throw new StoreUnavailable('the process is about to die');
  };
  return () => left < 0;
}

/** What was asked for, and what still waits. */
function outcomeOf({ store }: RuntimeDriver): object {
  return {
    ids: [...store.all.keys()].toSorted(),
    through: Array.from(store.sweepRows.values(), ({ through }) => through),
    timers: [...store.timers.values()].toSorted((a, b) => a.sourceId - b.sourceId),
  };
}

describe('a schedule', () => {
  test('gives every device one turn when its time comes, by id, and again the next time', async () => {
    const driver = await fleet([hourly()]);
    await driver.advance(HOUR - 1);
    expect(asked(driver)).toEqual([]);
    await driver.advance(1);
    expect(asked(driver)).toEqual(everyone());
    await driver.advance(30 * MINUTE);
    expect(driver.store.all.size).toBe(FLEET);
    expect(new Set(asked(driver))).toEqual(new Set(everyone()));
  });

  test('sees the attributes last known, and what is old is no value', async () => {
    const document = {
      ...hourly().document,
      nodes: [
        { id: 2, type: 'schedule', data: { source_ids: [1, 2], cron: '0 * * * *' } },
        { id: 4, type: 'logic', data: { title: 'Fast', name: 'fast', condition: 'speed > 80' } },
        ...hourly().document.nodes.filter(({ id }) => id === 3),
      ],
      edges: [
        { from: 2, to: 4, type: 'simple_edge' as const },
        { from: 4, to: 3, type: 'then_edge' as const },
      ],
    };
    const driver = new RuntimeDriver([{ id: 1, version: 1, document: { ...document, stale_after_s: 600 } }]);
    await driver.report(2, { speed: 90 });
    await driver.advance(55 * MINUTE);
    await driver.report(1, { speed: 90 });
    await driver.advance(5 * MINUTE);
    expect(asked(driver)).toEqual([1]);
    expect((await driver.runtime.attributes(1)).get('fast')?.value).toBe(true);
  });

  test('passes over blocked devices and those that it does not choose', async () => {
    const driver = await fleet([hourly({ select: { labels: ['north'] }, source_ids: [] })], 6);
    driver.register(2, { labels: ['north'] });
    driver.register(3, { labels: ['north'], blocked: true });
    driver.register(5, { labels: ['north'] });
    await driver.advance(HOUR);
    expect(asked(driver)).toEqual([2, 5]);
    driver.register(5, { labels: [] });
    driver.register(7, { labels: ['north'] });
    await driver.advance(HOUR);
    expect(asked(driver)).toEqual([2, 5, 2, 7]);
  });

  test('first comes after the flow was published, also when the process starts between', async () => {
    const driver = await fleet([], 2);
    await driver.advance(59 * MINUTE);
    driver.publish([hourly()]);
    await driver.settle();
    dieAfter(driver, 0);
    const next = await takeOver(driver, [hourly()]);
    await next.advance(MINUTE);
    expect(asked(next)).toEqual([1, 2]);
  });
});

describe('messages that come while a fleet has its turns', () => {
  test('are decided before the last of them', async () => {
    const driver = await fleet([hourly()]);
    const commits: Commit[] = [];
    driver.store.beforeCommit = (commit) => {
      commits.push(commit);
      if (commits.length === 1) void driver.report(1, { speed: 50 });
    };
    await driver.advance(HOUR);
    const withMessage = commits.findIndex(({ messages }) => messages.length > 0);
    const last = commits.findLastIndex(({ sweeps }) => sweeps.length > 0);
    expect(withMessage).toBeGreaterThan(0);
    expect(withMessage).toBeLessThan(last);
    expect(asked(driver)).toEqual(everyone());
  });

  test('are read between two batches', async () => {
    const driver = await fleet([hourly()]);
    const { clock } = driver;
    const soon = clock.soon.bind(clock);
    const events: string[] = [];
    clock.soon = (callback) => {
      events.push('read');
      soon(callback);
    };
    driver.store.beforeCommit = () => void events.push('commit');
    await driver.advance(HOUR);
    expect(events.filter((event) => event === 'commit').length).toBeGreaterThan(2);
    expect(events.join(' ')).not.toMatch(/commit commit/);
  });

  test('wait for no more than 500 devices', async () => {
    const driver = await fleet([hourly()]);
    const sizes: number[] = [];
    driver.store.beforeCommit = ({ deliveries }) => void sizes.push(deliveries.length);
    await driver.advance(HOUR);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
  });
});

describe('a crash while a fleet has its turns', () => {
  const flows = [hourly(), { ...watching(), id: 2 }];

  /** The flows are published and an hour passes; the process dies in its nth commit. */
  async function run(commits: number): Promise<{ driver: RuntimeDriver; died: boolean }> {
    let driver = await fleet([], CREW);
    const hasDied = dieAfter(driver, commits);
    driver.publish(flows);
    await driver.settle();
    if (hasDied()) driver = await takeOver(driver, flows);
    await driver.advance(HOUR);
    if (hasDied()) driver = await takeOver(driver, flows);
    return { driver, died: hasDied() };
  }

  test('changes nothing, whichever commit it comes in', async () => {
    const whole = await run(Number.POSITIVE_INFINITY);
    expect(whole.died).toBe(false);
    expect(new Set(asked(whole.driver))).toEqual(new Set(everyone(CREW)));
    let commits = 0;
    for (let hasDied = true; hasDied; commits++) {
      const { driver, died } = await run(commits);
      expect({ commits, ...outcomeOf(driver) }).toEqual({ commits, ...outcomeOf(whole.driver) });
      hasDied = died;
    }
    // Two for the publication, two for the hour, one for the silences; then a run in which nobody dies.
    expect(commits).toBeGreaterThanOrEqual(5);
  }, 30_000);
});

describe('times that were missed', () => {
  async function awayFor(ms: number, flow = hourly()): Promise<RuntimeDriver> {
    const driver = await fleet([flow], 2);
    driver.store.beforeCommit = () => {
      throw new StoreUnavailable('the process is gone');
    };
    await driver.advance(ms);
    return takeOver(driver, [flow]);
  }

  test.each([
    ['five minutes ago is made up for', HOUR + 5 * MINUTE, [1, 2]],
    ['longer ago is left out', HOUR + 5 * MINUTE + 1, []],
    ['several: the last alone', 3 * HOUR + MINUTE, [1, 2]],
  ])('%s', async (_, away, expected) => {
    const driver = await awayFor(away);
    expect(asked(driver)).toEqual(expected);
    await driver.advance(HOUR - (away % HOUR));
    expect(driver.store.all.size).toBe(expected.length + 2);
  });

  test('are logged, and many of them cost no more than few', async () => {
    const driver = await awayFor(400 * 24 * HOUR + MINUTE, hourly({ cron: '* * * * *' }));
    expect(driver.faults).toEqual([
      'A schedule was missed; only the last time is made up for, if it is fresh',
    ]);
    expect(asked(driver)).toEqual([1, 2]);
  });

  test('in the middle of a fleet: the others are left out when it is too late for them', async () => {
    const driver = await fleet([hourly()]);
    dieAfter(driver, 1);
    await driver.advance(HOUR);
    const done = driver.store.all.size;
    await driver.advance(6 * MINUTE);
    const next = await takeOver(driver, [hourly()]);
    expect(done).toBeGreaterThan(0);
    expect(next.store.all.size).toBe(done);
    expect(next.faults).toEqual(['A schedule stood still for too long; its other devices are left out']);
  });
});

describe('a publication while a fleet has its turns', () => {
  async function publishedAmid(next: readonly PublishedFlow[]): Promise<RuntimeDriver> {
    const driver = await fleet([hourly()]);
    let commits = 0;
    driver.store.beforeCommit = () => {
      commits += 1;
      if (commits === 2) driver.publish(next);
    };
    await driver.advance(HOUR);
    return driver;
  }

  test('that changes no times goes on with the others under the new version', async () => {
    const driver = await publishedAmid([hourly({ title: 'New name' }, 2)]);
    expect(asked(driver)).toEqual(everyone());
    const versions = [...driver.store.all.values()].map(({ spec }) => spec.origin?.flowVersion);
    expect(new Set(versions)).toEqual(new Set([1, 2]));
  });

  test('that changes the times ends it', async () => {
    const driver = await publishedAmid([hourly({ cron: '30 * * * *' }, 2)]);
    const done = driver.store.all.size;
    expect(done).toBeLessThan(FLEET);
    await driver.advance(29 * MINUTE);
    expect(driver.store.all.size).toBe(done);
  });

  test('that takes the flow away ends it, and nothing stays behind', async () => {
    const driver = await publishedAmid([]);
    expect(driver.store.all.size).toBeLessThan(FLEET);
    expect(driver.store.sweepRows.size).toBe(0);
    const done = driver.store.all.size;
    driver.publish([hourly()]);
    await driver.advance(MINUTE);
    expect(driver.store.all.size).toBe(done);
  });
});

test('a device that fails by a fault of ours is left out alone', async () => {
  const driver = new RuntimeDriver([], new BrokenStore(700));
  for (let id = 1; id <= FLEET; id++) driver.register(id);
  driver.publish([hourly()]);
  await driver.settle();
  await driver.advance(HOUR);
  for (let n = 0; n < 30; n++) await driver.advance(500);
  expect(asked(driver)).toEqual(everyone().filter((id) => id !== 700));
});

class BrokenStore extends MemoryStore {
  readonly #broken: number;

  constructor(broken: number) {
    super();
    this.#broken = broken;
  }

  override async loadSources(ids: readonly number[]) {
    if (ids.includes(this.#broken)) throw new TypeError('a bug');
    return super.loadSources(ids);
  }
}

test.each([
  { flows: [hourly()], read: [] },
  { flows: [watching()], read: [3] },
])('a device that is added is read only where something begins with it', async ({ flows, read }) => {
  const driver = await fleet(flows, 2);
  const asked: number[] = [];
  const load = driver.store.loadSources.bind(driver.store);
  driver.store.loadSources = (ids) => {
    asked.push(...ids);
    return load(ids);
  };
  driver.register(3);
  await driver.settle();
  expect(asked).toEqual(read);
});

describe('a silence', () => {
  const timers = ({ store }: RuntimeDriver): readonly (readonly [number, number])[] =>
    [...store.timers.values()].map(({ sourceId, at }) => [sourceId, at - NOON] as const);

  test('begins for every device when the flow is published, not for what was before', async () => {
    const driver = await fleet([], 2);
    await driver.report(1, { speed: 1 });
    await driver.advance(HOUR);
    driver.publish([watching()]);
    await driver.settle();
    expect(timers(driver)).toEqual([
      [1, HOUR + MINUTE],
      [2, HOUR + MINUTE],
    ]);
    expect(asked(driver)).toEqual([]);
    await driver.advance(MINUTE);
    expect(asked(driver)).toEqual([1, 2]);
    await driver.advance(HOUR);
    expect(asked(driver)).toEqual([1, 2]);
  });

  test('begins for a device when it is added, and when a label brings it in', async () => {
    const driver = await fleet([watching({ select: { labels: ['north'] } })], 2);
    driver.register(3, { labels: ['north'] });
    driver.register(1, { labels: ['north'] });
    await driver.settle();
    expect(timers(driver)).toEqual([
      [3, MINUTE],
      [1, MINUTE],
    ]);
  });

  test('does not begin anew with a restart or a new version that means the same', async () => {
    const driver = await fleet([watching()], 2);
    await driver.advance(30_000);
    const next = await takeOver(driver, [watching()]);
    next.publish([watching({ title: 'New name' }, 2)]);
    await next.settle();
    expect(timers(next).map(([, at]) => at)).toEqual([MINUTE, MINUTE]);
    next.publish([watching({ after_s: 120 }, 3)]);
    await next.settle();
    expect(timers(next).map(([, at]) => at)).toEqual([30_000 + 2 * MINUTE, 30_000 + 2 * MINUTE]);
  });

  test('begins with a start for devices that joined while the process was away', async () => {
    const driver = await fleet([watching()], 2);
    const known = driver.sources.get(1);
    if (known) driver.sources.set(3, { ...known, id: 3 });
    await driver.advance(30_000);
    const next = await takeOver(driver, [watching()]);
    expect(timers(next)).toEqual([
      [1, MINUTE],
      [2, MINUTE],
      [3, 90_000],
    ]);
  });
});
