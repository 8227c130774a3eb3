import type { FlowTrace, TraceOutcome } from '@signalbox/flow';
import { describe, expect, test } from 'vitest';
import type { StoredTrace, TraceStore } from './ports.ts';
import { createStats } from './stats.ts';
import { FakeClock, RecordingLog } from './testing/index.ts';
import { MemoryStore } from './testing/memory-store.ts';
import { NOON, RuntimeDriver, speedingFlow } from './testing/runtime-driver.ts';
import { TraceDesk } from './trace-desk.ts';
import type { TraceDeskOptions } from './trace-desk.ts';

const FLUSH_MS = 500;

/** Keeps what is written; refuses it while told to. */
class FakeTraceStore implements TraceStore {
  readonly written: StoredTrace[] = [];
  /** How many were written at a time. */
  readonly sizes: number[] = [];
  refuses = false;

  async write(traces: readonly StoredTrace[]): Promise<void> {
    if (this.refuses) throw new Error('disk full');
    this.written.push(...traces);
    this.sizes.push(traces.length);
  }
}

interface Told {
  readonly outcome?: TraceOutcome;
  readonly sourceId?: number;
  /** The node where the way ended. */
  readonly endsAt?: number;
}

class Desk {
  readonly clock = new FakeClock(NOON);
  readonly store = new FakeTraceStore();
  readonly log = new RecordingLog();
  readonly stats = createStats().traces;
  readonly desk: TraceDesk;

  constructor(options: Partial<TraceDeskOptions> = {}) {
    const { clock, log, stats, store } = this;
    this.desk = new TraceDesk({ clock, log, stats, store, ...options });
  }

  tell({ outcome = 'not_fired', sourceId = 1, endsAt = 2 }: Told = {}): void {
    const visit = {
      node_id: endsAt,
      type: 'logic',
      started_by: 'trigger' as const,
      arrived_by: [],
      inputs: [],
      branch: null,
      facts: [],
      effects: [],
      written: [],
      fault: null,
    };
    const trace: FlowTrace = {
      flowId: 1,
      flowVersion: 1,
      sourceId,
      at: this.clock.now(),
      messageTime: this.clock.now(),
      timeliness: 'live',
      outcome,
      body: {
        input: { kind: 'message', node_id: null, detail: null },
        visits: [visit],
        visits_left_out: 0,
      },
    };
    this.desk.take([trace], new Map());
  }

  async pass(ms = FLUSH_MS): Promise<void> {
    this.clock.advance(ms);
    await new Promise((resolve) => setImmediate(resolve));
  }

  get outcomes(): readonly TraceOutcome[] {
    return this.store.written.map(({ outcome }) => outcome);
  }
}

describe('traces that are kept', () => {
  test('are all that fired or failed', async () => {
    const desk = new Desk();
    for (const outcome of ['fired', 'fired', 'failed', 'failed'] as const) desk.tell({ outcome });
    await desk.pass();
    expect(desk.outcomes).toEqual(['fired', 'fired', 'failed', 'failed']);
  });

  test('are of the rest one a second while the way is the same', async () => {
    const desk = new Desk();
    for (let n = 0; n < 21; n++) {
      desk.tell();
      await desk.pass(100);
    }
    await desk.pass();
    expect(desk.store.written.map(({ at, turned }) => [at - NOON, turned])).toEqual([
      [0, true],
      [1000, false],
      [2000, false],
    ]);
  });

  test('are those that went another way, whenever that was', async () => {
    const desk = new Desk();
    for (const endsAt of [2, 2, 3, 3, 2]) desk.tell({ endsAt });
    await desk.pass();
    expect(desk.store.written.map(({ body, turned }) => [body.visits[0]?.node_id, turned])).toEqual([
      [2, true],
      [3, true],
      [2, true],
    ]);
  });

  test('are all of a source that is watched, for ten minutes', async () => {
    const desk = new Desk();
    expect(desk.desk.watch(1)).toBe(NOON + 600_000);
    for (let n = 0; n < 3; n++) desk.tell();
    for (let n = 0; n < 3; n++) desk.tell({ sourceId: 2 });
    await desk.pass(600_000);
    for (let n = 0; n < 3; n++) desk.tell();
    await desk.pass();
    expect(desk.store.written.map(({ sourceId }) => sourceId)).toEqual([1, 1, 1, 2, 1]);
  });

  test('are written together and beside what happens, not one by one', async () => {
    const desk = new Desk();
    desk.tell({ outcome: 'fired' });
    await desk.pass(FLUSH_MS - 1);
    expect(desk.store.written).toEqual([]);
    desk.tell({ outcome: 'fired' });
    await desk.pass(1);
    expect(desk.outcomes).toEqual(['fired', 'fired']);
    expect(desk.clock.sleepers).toBe(0);
  });

  test('are written when the desk stops', async () => {
    const desk = new Desk();
    desk.tell();
    await desk.desk.stop();
    expect(desk.outcomes).toEqual(['not_fired']);
  });
});

describe('when more happens than is written down', () => {
  test('what fired or failed goes before what did not, and the rest is counted', async () => {
    const desk = new Desk({ perSecond: 8 });
    for (let sourceId = 1; sourceId <= 6; sourceId++) desk.tell({ sourceId });
    for (let sourceId = 7; sourceId <= 9; sourceId++) desk.tell({ sourceId, outcome: 'fired' });
    await desk.pass();
    expect(desk.outcomes.toSorted()).toEqual(['fired', 'fired', 'fired', 'not_fired']);
    expect(desk.stats).toEqual({ written: 4, leftOut: 5, lost: 0 });
  });

  test('one flow and source holds the newest only', async () => {
    const desk = new Desk();
    for (let n = 0; n < 30; n++) desk.tell({ outcome: 'fired', endsAt: 3 });
    await desk.pass();
    // The first one turned to this way: it is of another kind than the rest.
    expect([desk.store.written.length, desk.stats.leftOut]).toEqual([21, 9]);
  });

  test('steps are traced no further until some time has passed, but those of a watched source', async () => {
    const desk = new Desk({ perSecond: 8 });
    const wanted = (): number =>
      Array.from({ length: 100 }, () => desk.desk.wants(1, desk.clock.now())).filter(Boolean).length;
    expect([wanted(), wanted(), desk.stats.leftOut]).toEqual([8, 0, 192]);
    await desk.pass();
    expect(wanted()).toBe(8);
    desk.desk.watch(1);
    expect(wanted()).toBe(100);
  });
});

describe('a store that refuses traces', () => {
  test('is spoken of once, and what it lost is counted', async () => {
    const desk = new Desk();
    desk.store.refuses = true;
    for (let n = 0; n < 3; n++) {
      desk.tell({ outcome: 'fired' });
      await desk.pass();
    }
    expect(desk.log.lines).toHaveLength(1);
    expect(desk.stats.lost).toBe(3);
    desk.store.refuses = false;
    desk.tell({ outcome: 'fired' });
    await desk.pass();
    expect(desk.outcomes).toEqual(['fired']);
  });

  test('holds up no record', async () => {
    const traces = new FakeTraceStore();
    traces.refuses = true;
    const driver = new RuntimeDriver([speedingFlow()], new MemoryStore(), traces);
    await driver.report(1, { speed: 90 });
    await driver.advance(FLUSH_MS);
    await driver.report(1, { speed: 91 });
    expect(driver.acks).toEqual(['durable', 'durable']);
    expect(driver.runtime.stats.traces.lost).toBe(1);
  });
});

test('what is not committed leaves no trace', async () => {
  const traces = new FakeTraceStore();
  const driver = new RuntimeDriver([speedingFlow()], new MemoryStore(), traces);
  driver.store.beforeCommit = () => {
    throw new Error('a fault of ours');
  };
  await driver.report(1, { speed: 90 });
  await driver.advance(FLUSH_MS);
  expect(traces.written).toEqual([]);
});

test('many are written a few at a time, so that messages are decided in between', async () => {
  const desk = new Desk();
  for (let sourceId = 1; sourceId <= 40; sourceId++) desk.tell({ outcome: 'fired', sourceId });
  await desk.pass();
  expect(desk.store.sizes).toEqual([16, 16, 8]);
  expect(desk.store.written).toHaveLength(40);
});
