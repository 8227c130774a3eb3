import { LoadProcess } from './load/load-process.ts';
import type { LoadResult } from './load/fleet.ts';
import { median } from './load/percentiles.ts';
import type { Subject } from './subjects/subject.ts';

/** Records under way at once while as many as possible are sent: enough for full batches. */
const UNDER_WAY = 4000;

/** More than this waiting at a steady rate is a subject that does not keep up. */
const UNDER_WAY_PACED = 20_000;

/** Of one device: most records change nothing. */
const FLIP_EVERY = 100;

export interface Durations {
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export const DURATIONS: Readonly<Record<'quick' | 'full', Durations>> = {
  quick: { rounds: 1, warmUpMs: 1000, measureMs: 2000 },
  full: { rounds: 3, warmUpMs: 1000, measureMs: 4000 },
};

/** A subject with its fleet connected. */
export interface Contender {
  readonly subject: Subject;
  readonly load: LoadProcess;
  /** Records per second, by how many devices sent; one value per round. */
  readonly rates: Map<number, number[]>;
  /** Records that it has taken in all. */
  taken: number;
}

export async function enter(subject: Subject): Promise<Contender> {
  const { port, logins, progressTopic } = subject;
  const load = await LoadProcess.connect({ port, devices: logins, flipEvery: FLIP_EVERY, progressTopic });
  return { subject, load, rates: new Map(), taken: 0 };
}

/** One round as fast as records are taken. The others idle meanwhile. */
export async function measureRate(contender: Contender, active: number, durations: Durations): Promise<void> {
  const { warmUpMs, measureMs } = durations;
  const measurement = { active, underWay: UNDER_WAY, ratePerSecond: null, warmUpMs, measureMs };
  const result = await contender.load.measure(measurement);
  contender.taken = result.totalTaken;
  const rates = contender.rates.get(active) ?? [];
  contender.rates.set(active, [...rates, result.perSecond]);
}

/** One round at a steady rate, for the time from a record to its acknowledgement and its command. */
export async function measurePaced(
  contender: Contender,
  ratePerSecond: number,
  { warmUpMs, measureMs }: Durations,
): Promise<LoadResult> {
  const active = contender.subject.logins.length;
  const measurement = { active, underWay: UNDER_WAY_PACED, ratePerSecond, warmUpMs, measureMs };
  const result = await contender.load.measure(measurement);
  contender.taken = result.totalTaken;
  return result;
}

export function medianRate(contender: Contender, active: number): number {
  return median(contender.rates.get(active) ?? []);
}

export async function leave({ load, subject }: Contender): Promise<void> {
  await load.close();
  await subject.stop();
}
