import type { Track } from '@signalbox/devices/simulator';
import { DEFAULT_TIMELINESS } from '@signalbox/flow';
import type { Message } from '@signalbox/flow';
import { NOON, RuntimeDriver } from '../../packages/runtime/src/testing/runtime-driver.ts';
import { cleanArrivals, faultyArrivals, type Arrival, type Outage } from './drive-faults.ts';
import { driveFlows, placeOf } from './drive-flows.ts';
import { recordsOf } from './drive-records.ts';

/** Something that the flows asked of the device. */
export interface DriveAction {
  /** Effect id: flow, version, node, source, and the record that caused it. */
  readonly id: string;
  /** When it was decided, seconds since the start. */
  readonly atS: number;
  readonly flowId: number;
  readonly output: number;
  readonly value: boolean;
}

export interface DriveResult {
  readonly actions: readonly DriveAction[];
  /** When silence was told of, seconds since the start. */
  readonly silences: readonly number[];
  readonly messages: Readonly<Record<string, number>>;
}

export interface DriveComparison {
  readonly clean: DriveResult;
  readonly faulty: DriveResult;
  /** Actions of the clean drive whose record came too late in the faulty one. */
  readonly tooLate: readonly DriveAction[];
  /** What differs beside those: must be empty. */
  readonly missing: readonly DriveAction[];
  readonly added: readonly DriveAction[];
}

const VAN = 1;
const START = NOON + 1000;
const AFTERWARDS_MS = 600_000;

/** A drive with a perfect device, and with one in the field. `random` in [0, 1) decides the faults. */
export async function compareDrive(
  track: Track,
  random: () => number,
  outage: Outage = outageIn(track),
): Promise<DriveComparison> {
  const records = recordsOf(track, START, random);
  const arrivals = faultyArrivals(records, outage, random);
  const clean = await runDrive(track, cleanArrivals(records));
  const faulty = await runDrive(track, arrivals);
  const late = lateTimes(arrivals);
  const kept = new Set(faulty.actions.map(({ id }) => id));
  const known = new Set(clean.actions.map(({ id }) => id));
  const lost = clean.actions.filter(({ id }) => !kept.has(id));
  return {
    clean,
    faulty,
    tooLate: lost.filter(({ atS }) => late.has(START + atS * 1000)),
    missing: lost.filter(({ atS }) => !late.has(START + atS * 1000)),
    added: faulty.actions.filter(({ id }) => !known.has(id)),
  };
}

/** @param fromS seconds since the start */
export function outageAt(fromS: number, forS: number): Outage {
  return { from: START + fromS * 1000, to: START + (fromS + forS) * 1000 };
}

/** Fifteen minutes, or a third of a shorter drive: so much that some of it comes too late. */
function outageIn({ durationMs }: Track): Outage {
  const forS = Math.round(Math.min(900, Math.max(420, durationMs / 3000)));
  return outageAt(Math.max(0, Math.round(durationMs / 2000) - 120), forS);
}

/** Times of the records that reach the server older than what is live. */
function lateTimes(arrivals: readonly Arrival[]): ReadonlySet<number> {
  const first = new Map<number, number>();
  for (const { at, records } of arrivals) {
    for (const record of records) {
      if (record.message.messageTime === record.at && !first.has(record.at)) first.set(record.at, at);
    }
  }
  const late = [...first].filter(([made, at]) => at - made > DEFAULT_TIMELINESS.maxLiveAgeMs);
  return new Set(late.map(([made]) => made));
}

async function runDrive(track: Track, arrivals: readonly Arrival[]): Promise<DriveResult> {
  const driver = new RuntimeDriver(driveFlows(track));
  driver.places.update([placeOf(track)]);
  await driver.settle();
  for (const { at, records } of arrivals) {
    if (at > driver.clock.now()) await driver.advance(at - driver.clock.now());
    const packet = records.map(({ message }) => arrived(message, at));
    driver.runtime.ingress.receive(VAN, packet, () => {});
    await driver.settle();
  }
  await driver.advance(AFTERWARDS_MS);
  const { messages } = driver.runtime.stats;
  await driver.runtime.stop();
  return { ...outcomesOf(driver), messages: { ...messages } };
}

function outcomesOf({ store }: RuntimeDriver): Pick<DriveResult, 'actions' | 'silences'> {
  const specs = [...store.all.values()].map(({ spec }) => spec);
  return {
    silences: specs.filter(({ kind }) => kind === 'webhook').map(({ createdAt }) => secondsOf(createdAt)),
    actions: specs.flatMap((spec) => {
      if (spec.kind !== 'command' || spec.command.type !== 'set_output' || !spec.origin) return [];
      const { output, value } = spec.command;
      const { flowId } = spec.origin;
      return [{ id: spec.id, atS: secondsOf(spec.createdAt), flowId, output, value }];
    }),
  };
}

function arrived(message: Message, serverTime: number): Message {
  return { ...message, serverTime };
}

/** Seconds since the start. */
function secondsOf(time: number): number {
  return (time - START) / 1000;
}
