import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SlotLimits, SourceSlots } from './source-slots.ts';
import { FakeClock } from './testing/fake-clock.ts';
import { MemoryStore } from './testing/memory-store.ts';
import { doorFlow, NOON, RuntimeDriver, speedingFlow } from './testing/runtime-driver.ts';
import { heldFlow } from './testing/timed-flows.ts';

const VAN = 1;

/** Slots, and which sources the store was asked for. */
function slotsWith(limits: SlotLimits) {
  const clock = new FakeClock(NOON);
  const store = new MemoryStore();
  const asked: number[] = [];
  const { deliveries } = store;
  const loadSources = (ids: readonly number[]) => {
    asked.push(...ids);
    return store.loadSources(ids);
  };
  return { asked, clock, slots: new SourceSlots({ loadSources, deliveries }, clock, limits) };
}

test('of more sources than may stay those leave the memory that were needed longest ago', async () => {
  const { asked, slots } = slotsWith({ maxSources: 2, idleMs: 1000 });
  await slots.load([1, 2, 3]);
  await slots.load([1]);
  expect(slots.size).toBe(3);
  slots.trim();
  expect(slots.size).toBe(2);
  asked.length = 0;
  await slots.load([1, 2, 3]);
  expect(asked).toEqual([2]);
});

test('a source that was not needed for long leaves the memory, and one that was stays', async () => {
  const { asked, clock, slots } = slotsWith({ maxSources: 100, idleMs: 1000 });
  await slots.load([1, 2]);
  clock.advance(999);
  await slots.load([2]);
  slots.trim();
  expect(slots.size).toBe(2);
  clock.advance(1);
  slots.trim();
  asked.length = 0;
  await slots.load([1, 2]);
  expect(asked).toEqual([1]);
});

test('a source that does not exist any more stays for the round at hand, and leaves after it', async () => {
  const { slots } = slotsWith({ maxSources: 100, idleMs: 1000 });
  await slots.load([1, 2]);
  slots.forget(1);
  expect(slots.get(1).sourceId).toBe(1);
  slots.trim();
  expect(slots.size).toBe(1);
  expect(() => slots.get(1)).toThrow('not loaded');
});

test('a device that is removed leaves the memory of a runtime with its next round', async () => {
  const driver = new RuntimeDriver([speedingFlow()]);
  await driver.report(VAN, { speed: 10 });
  const loads: number[] = [];
  const load = driver.store.loadSources.bind(driver.store);
  driver.store.loadSources = (ids) => {
    loads.push(...ids);
    return load(ids);
  };
  await driver.report(VAN, { speed: 11 });
  expect(loads).toEqual([]);
  driver.remove(VAN);
  await driver.report(2, { speed: 10 });
  await driver.report(VAN, { speed: 12 });
  expect(loads).toEqual([2, VAN]);
});

const drive = fc.array(
  fc.record({
    pause: fc.integer({ min: 0, max: 8 }),
    source: fc.constantFrom(1, 2),
    speed: fc.constantFrom(50, 75, 90, 91, null),
    link: fc.constantFrom('on', 'off', null),
  }),
  { minLength: 1, maxLength: 25 },
);

/** Holds, releases, rests, and counts on through gaps: everything that keeps state. */
const FLOWS = [
  heldFlow({ hold_for_s: 5, release_after_s: 3, cooldown_s: 8, silence: 'hold', max_gap_s: 6 }),
  doorFlow(),
];

test('what is decided is the same whether sources stay in memory or leave it after each round', async () => {
  await fc.assert(
    fc.asyncProperty(drive, async (steps) => {
      const keeping = new RuntimeDriver(FLOWS);
      const forgetting = new RuntimeDriver(FLOWS, undefined, undefined, { maxSources: 0, idleMs: 0 });
      for (const [n, { link, pause, source, speed }] of steps.entries()) {
        for (const driver of [keeping, forgetting]) {
          await driver.advance(pause * 1000);
          if (link !== null) await (link === 'on' ? driver.connect(source) : driver.disconnect(source));
          await driver.report(source, { speed, door: speed === 90, n });
        }
      }
      expect([...forgetting.store.all.values()]).toEqual([...keeping.store.all.values()]);
      expect([...forgetting.store.timers.values()]).toEqual([...keeping.store.timers.values()]);
      expect(forgetting.sent).toEqual(keeping.sent);
    }),
    { numRuns: 60 },
  );
});
