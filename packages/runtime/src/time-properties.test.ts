import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { StoreUnavailable } from './ports.ts';
import { RuntimeDriver } from './testing/runtime-driver.ts';
import { heldFlow } from './testing/timed-flows.ts';

const VAN = 1;
const HOUR = 3_600_000;

/** Holds, releases, rests, and counts on through gaps: everything that keeps state. */
const FLOW = heldFlow({
  hold_for_s: 5,
  release_after_s: 3,
  cooldown_s: 8,
  release_condition: 'speed < 70',
  silence: 'hold',
  max_gap_s: 6,
});

const speed = fc.constantFrom(50, 75, 90, 91, null);
const seconds = fc.integer({ min: 0, max: 8 });

/** What a device asks of itself by its records: commands as they were decided, states and timers left. */
function effectsOf({ store }: RuntimeDriver): object {
  const commands = [...store.all.values()].map(({ spec }) => ({
    id: spec.id,
    command: spec.kind === 'command' ? spec.command : null,
  }));
  return { commands, timers: [...store.timers.values()] };
}

test('the order of the records in a packet changes nothing', async () => {
  const record = fc.record({ speed, age: fc.integer({ min: 0, max: 60 }) });
  // One record per time: which of two of one instant is the later, only their order says.
  const packet = fc.uniqueArray(record, { maxLength: 12, selector: ({ age }) => age });
  const packets = fc.array(packet, { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(packets, fc.infiniteStream(fc.nat(1000)), async (list, ranks) => {
      const sorted = new RuntimeDriver([FLOW]);
      const shuffled = new RuntimeDriver([FLOW]);
      for (const records of list) {
        const packetOf = records.map(({ speed: value, age }) => ({
          speed: value,
          n: age,
          ageMs: age * 1000,
        }));
        const mixed = packetOf
          .map((item) => ({ item, rank: ranks.next().value }))
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ item }) => item);
        for (const driver of [sorted, shuffled]) await driver.advance(61_000);
        await sorted.report(VAN, ...packetOf.toSorted((a, b) => b.ageMs - a.ageMs));
        await shuffled.report(VAN, ...mixed);
      }
      expect(effectsOf(shuffled)).toEqual(effectsOf(sorted));
    }),
    { numRuns: 60 },
  );
});

const drive = fc.array(fc.record({ pause: seconds, speed }), { minLength: 1, maxLength: 25 });

test('a crash at any commit, before or after it is durable, changes nothing', async () => {
  const crash = fc.record({
    at: fc.nat(24),
    /** While a timer or a record is committed, or once it is, before the acknowledgement is out. */
    during: fc.constantFrom('timer', 'record', 'acknowledgement'),
  });
  await fc.assert(
    fc.asyncProperty(drive, crash, async (records, { at, during }) => {
      const whole = new RuntimeDriver([FLOW]);
      let broken = new RuntimeDriver([FLOW]);
      for (const [n, { pause, speed: value }] of records.entries()) {
        await whole.advance(pause * 1000);
        await whole.report(VAN, { speed: value, n });
        if (n === at && during === 'timer') refuseCommits(broken);
        await broken.advance(pause * 1000);
        if (n === at && during === 'timer') broken = await takeOver(broken);
        if (n === at && during === 'record') refuseCommits(broken);
        await broken.report(VAN, { speed: value, n });
        if (n !== at || during === 'timer') continue;
        broken = await takeOver(broken);
        // The acknowledgement never left, so the device sends the packet again.
        await broken.report(VAN, { speed: value, n });
      }
      for (const driver of [whole, broken]) await driver.advance(HOUR);
      expect(effectsOf(broken)).toEqual(effectsOf(whole));
    }),
    { numRuns: 100 },
  );
});

test('late, duplicate and future records change no command', async () => {
  const noise = fc.record({ late: fc.boolean(), duplicate: fc.boolean(), future: fc.boolean(), speed });
  const noisy = fc.array(fc.record({ pause: seconds, speed, noise }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(noisy, async (records) => {
      const clean = new RuntimeDriver([FLOW]);
      const dirty = new RuntimeDriver([FLOW]);
      for (const [n, { pause, speed: value, noise: added }] of records.entries()) {
        for (const driver of [clean, dirty]) {
          await driver.advance(pause * 1000);
          await driver.report(VAN, { speed: value, n });
        }
        if (added.late) await dirty.report(VAN, { speed: added.speed, n, ageMs: 1 + n });
        if (added.future) await dirty.report(VAN, { speed: added.speed, n, ageMs: -HOUR });
        if (added.duplicate) await dirty.report(VAN, { speed: value, n });
      }
      for (const driver of [clean, dirty]) await driver.advance(HOUR);
      expect(effectsOf(dirty)).toEqual(effectsOf(clean));
    }),
    { numRuns: 60 },
  );
});

test('the drives of these properties do switch the output', async () => {
  const driver = new RuntimeDriver([FLOW]);
  for (const value of [90, 90, 90, 50, 50, 50]) {
    await driver.advance(3000);
    await driver.report(VAN, { speed: value });
  }
  expect(driver.store.all.size).toBe(2);
});

/** The process dies while it commits: nothing of what it decided gets into the store. */
function refuseCommits({ store }: RuntimeDriver): void {
  store.beforeCommit = () => {
    throw new StoreUnavailable('the process is about to die');
  };
}

/** Another process opens the store; the one before is gone without a word and never sees time pass. */
async function takeOver(broken: RuntimeDriver): Promise<RuntimeDriver> {
  broken.store.beforeCommit = () => {};
  const now = broken.clock.now();
  const next = new RuntimeDriver([FLOW], broken.store);
  next.clock.advance(now - next.clock.now());
  await next.settle();
  return next;
}
