import type { LoadResult } from './load/fleet.ts';
import { median } from './load/percentiles.ts';
import { measurePaced } from './mqtt-rates.ts';
import type { Contender, Durations } from './mqtt-rates.ts';
import { judge, milliseconds, whole } from './report.ts';
import type { Row } from './report.ts';

const TARGET_P99_MS = 50;

/** A round below this share of the wanted rate was no round at that rate. */
const KEPT_UP = 0.95;

/** Both at the same rate, in turn. */
export async function latencyRows(
  { ours, baseline }: { readonly ours: Contender; readonly baseline: Contender },
  rate: number,
  durations: Durations,
  say: (line: string) => void,
): Promise<readonly Row[]> {
  const results = new Map<Contender, LoadResult[]>([
    [baseline, []],
    [ours, []],
  ]);
  for (let round = 1; round <= durations.rounds; round += 1) {
    for (const [contender, rounds] of results) {
      const result = await measurePaced(contender, rate, durations);
      rounds.push(result);
      say(`round ${round}: ${contender.subject.name}, ${describeRound(result)}`);
    }
  }
  return toRows(rate, results.get(ours) ?? [], results.get(baseline) ?? []);
}

function toRows(rate: number, ours: readonly LoadResult[], baseline: readonly LoadResult[]): readonly Row[] {
  const at = `at ${whole(rate)} records/s, 1,000 devices`;
  const commands = summarise(ours.map(({ commandMs }) => commandMs));
  const keptUp = ours.every((result) => result.missedCommands === 0 && result.perSecond > KEPT_UP * rate);
  return [
    {
      what: `Publish to command ${at}`,
      value: describe(commands),
      baseline: `aedes by hand: ${describe(summarise(baseline.map(({ commandMs }) => commandMs)))}`,
      ratio: '',
      target: judge(`p99 ≤ ${TARGET_P99_MS} ms`, keptUp && commands.p99 <= TARGET_P99_MS),
    },
    {
      what: `Publish to PUBACK ${at}`,
      value: describe(summarise(ours.map(({ ackMs }) => ackMs))),
      baseline: `aedes by hand: ${describe(summarise(baseline.map(({ ackMs }) => ackMs)))}`,
      ratio: '',
      target: '',
    },
  ];
}

interface Times {
  readonly p50: number;
  readonly p99: number;
}

/** Medians over the rounds. */
function summarise(rounds: readonly Times[]): Times {
  return { p50: median(rounds.map(({ p50 }) => p50)), p99: median(rounds.map(({ p99 }) => p99)) };
}

function describe({ p50, p99 }: Times): string {
  return `p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)}`;
}

function describeRound({ perSecond, commandMs, ackMs, missedCommands }: LoadResult): string {
  const missed = missedCommands === 0 ? '' : `, ${whole(missedCommands)} changes without one`;
  const commands = `${whole(commandMs.count)} commands ${describe(commandMs)}${missed}`;
  return `${whole(perSecond)} records/s: ${commands}; PUBACK ${describe(ackMs)}`;
}
