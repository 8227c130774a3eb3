import { DEFAULT_TIMELINESS } from '@signalbox/flow';
import type { SourceRecord } from './ports.ts';
import { expect, test } from 'vitest';
import { NOON, RuntimeDriver, speedingFlow } from './testing/runtime-driver.ts';

const VAN = 1;
const SECOND = 1000;
const WEEK = 7 * 86_400_000;

function change(driver: RuntimeDriver, overrides: Partial<SourceRecord['limits']>): void {
  const source = driver.sources.get(VAN);
  if (!source) throw new Error('There is no van');
  driver.sources.set(VAN, { ...source, limits: { ...DEFAULT_TIMELINESS, ...overrides } });
}

/** Output 1 as it was last asked for. */
function wishes({ store }: RuntimeDriver): readonly unknown[] {
  return [...store.all.values()].map(({ spec }) => spec.kind === 'command' && spec.command);
}

test.each([
  ['2100', NOON - Date.UTC(2100, 0, 1), 'future'],
  ['1970', NOON, 'no_time'],
  ['1024 weeks ago, as after a rollover of the GPS weeks', 1024 * WEEK, 'no_time'],
] as const)('a clock that says %s moves nothing and makes no later record late', async (_, ageMs, kind) => {
  const driver = new RuntimeDriver([speedingFlow()]);
  await driver.report(VAN, { speed: 99, ageMs });
  expect(driver.store.messages.map(({ timeliness, messageTime }) => [timeliness, messageTime])).toEqual([
    [kind, NOON - ageMs],
  ]);
  expect(wishes(driver)).toEqual([]);

  await driver.report(VAN, { speed: 99, ageMs: SECOND });
  expect(driver.runtime.stats.messages).toMatchObject({ [kind]: 1, live: 1, late: 0 });
  expect(wishes(driver)).toEqual([{ type: 'set_output', output: 1, value: true }]);
});

test('a wrong clock within a packet moves no other record of it', async () => {
  const driver = new RuntimeDriver([speedingFlow()]);
  await driver.report(
    VAN,
    { speed: 10, ageMs: NOON - Date.UTC(2100, 0, 1) },
    { speed: 99, ageMs: SECOND },
    { speed: 10, ageMs: NOON },
    { speed: 50, ageMs: 2 * SECOND },
  );
  expect(driver.store.messages.map(({ timeliness }) => timeliness)).toEqual([
    'no_time',
    'live',
    'live',
    'future',
  ]);
  expect((await driver.runtime.attributes(VAN)).get('speed')?.value).toBe(99);
});

test('a device that is known for it has the rollover of its GPS weeks corrected', async () => {
  const driver = new RuntimeDriver([speedingFlow()]);
  change(driver, { correctsWeekRollover: true });
  await driver.report(VAN, { speed: 99, ageMs: 1024 * WEEK + SECOND });
  expect(driver.store.messages).toMatchObject([{ timeliness: 'live', messageTime: NOON - SECOND }]);
});

test('a device’s own limits count from its next record on', async () => {
  const driver = new RuntimeDriver([speedingFlow()]);
  await driver.report(VAN, { speed: 50, ageMs: 40 * SECOND });
  change(driver, { maxLiveAgeMs: 20 * SECOND, maxAheadMs: 0 });
  await driver.report(VAN, { speed: 99, ageMs: 30 * SECOND });
  await driver.report(VAN, { speed: 98, ageMs: -SECOND });
  expect(driver.store.messages.map(({ timeliness }) => timeliness)).toEqual(['live', 'delayed', 'future']);
  change(driver, { maxLiveAgeMs: 3600 * SECOND });
  await driver.report(VAN, { speed: 97, ageMs: 25 * SECOND });
  await driver.advance(1800 * SECOND);
  await driver.report(VAN, { speed: 96, ageMs: 1700 * SECOND });
  expect(driver.store.messages.slice(3).map(({ timeliness }) => timeliness)).toEqual(['live', 'live']);
});
