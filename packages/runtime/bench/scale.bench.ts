import process from 'node:process';
import { ScaleFleet } from './scale-fleet.ts';

/*
 * What growth costs: `node packages/runtime/bench/scale.bench.ts`. The runtime as it is over a store that
 * keeps nothing; every source is in one flow.
 */

const SLOW = 50;
const FAST = 120;
/** Records that fill the history of every attribute. */
const FULL_HISTORY = 14;
const PUBLISHED_TO = 10;

/** Messages per second with so many flows and sources. */
export interface ScaleRate {
  readonly flows: number;
  readonly sources: number;
  readonly perSecond: number;
}

export interface FullScale {
  readonly flows: number;
  readonly sources: number;
  /** Resident memory of the process with every history full, MiB. */
  readonly rssMiB: number;
  /** How long publishing one flow holds up the lane, ms: the longest of some. */
  readonly publishMs: number;
  /** From publishing to the durable effect of the new version, ms: the longest of some. */
  readonly effectMs: number;
  readonly perSecond: number;
}

const SIZES = [
  [1, 1000],
  [100, 1000],
  [10_000, 1000],
  [100, 1],
  [100, 100_000],
] as const;
const PASSES = 5;
/** Records that are sent before the clock is looked at. */
const CHUNK = 1000;

/** Rates over growing numbers of flows and of sources: the sizes in turn, medians of some passes. */
export async function measureGrowth(messages: number): Promise<readonly ScaleRate[]> {
  const fleets = SIZES.map(([flows, sources]) => new ScaleFleet(flows, sources));
  const rates: number[][] = fleets.map(() => []);
  for (let pass = 0; pass <= PASSES; pass++) {
    for (const [index, fleet] of fleets.entries()) {
      const rate = await rateOf(fleet, SIZES[index]?.[1] ?? 1, messages);
      // The first pass is for the compiler.
      if (pass > 0) rates[index]?.push(rate);
    }
  }
  return SIZES.map(([flows, sources], index) => ({ flows, sources, perSecond: median(rates[index] ?? []) }));
}

/** 10,000 flows and 100,000 sources with full histories. @throws when a message is lost or doubled */
export async function measureFullScale(flows = 10_000, sources = 100_000): Promise<FullScale> {
  const fleet = new ScaleFleet(flows, sources);
  for (let turn = 0; turn < FULL_HISTORY; turn++) await fleet.send(SLOW, 1);
  const perSecond = await rateOf(fleet, sources, 2 * sources);
  const rssMiB = process.memoryUsage.rss() / 2 ** 20;
  const publishing: number[] = [];
  const effects: number[] = [];
  for (let version = 2; version <= 6; version++) {
    const { held, whole } = await publish(fleet, sources, version);
    publishing.push(held);
    effects.push(whole);
  }
  return {
    flows,
    sources,
    rssMiB,
    publishMs: Math.max(...publishing),
    effectMs: Math.max(...effects),
    perSecond,
  };
}

/** Publishes while records of all sources are under way; those sent after it must run the new version. */
async function publish(
  fleet: ScaleFleet,
  sources: number,
  version: number,
): Promise<{ held: number; whole: number }> {
  const { messages } = fleet.runtime.stats;
  const [live, effects] = [messages.live, fleet.runtime.stats.effects];
  const under = fleet.send(SLOW, 1);
  await new Promise((resolve) => setImmediate(resolve));
  const begun = performance.now();
  const held = fleet.publishNext();
  fleet.store.versions.length = 0;
  await fleet.send(FAST, 1, PUBLISHED_TO);
  const whole = performance.now() - begun;
  await under;
  await fleet.settled();
  const asked = fleet.runtime.stats.effects - effects;
  const counted = messages.live - live;
  const isNew = fleet.store.versions.every((seen) => seen === version);
  if (asked !== PUBLISHED_TO || counted !== sources + PUBLISHED_TO || !isNew) {
    throw new Error(`Version ${version}: ${counted} messages, ${asked} effects, new: ${isNew}`);
  }
  return { held, whole };
}

/** At least one record of each source, in turns. */
async function rateOf(fleet: ScaleFleet, sources: number, messages: number): Promise<number> {
  const turns = Math.max(1, Math.floor(CHUNK / sources));
  const chunks = Math.max(1, Math.ceil(messages / (turns * sources)));
  const begun = performance.now();
  for (let chunk = 0; chunk < chunks; chunk++) await fleet.send(SLOW, turns);
  return (sources * turns * chunks * 1000) / (performance.now() - begun);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

if (import.meta.main) {
  const measured = { full: await measureFullScale(), growth: await measureGrowth(30_000) };
  process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`);
}
