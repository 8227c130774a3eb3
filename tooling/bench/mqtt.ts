import { recordPayload } from './load/record-template.ts';
import type { LoadResult } from './load/fleet.ts';
import { DURATIONS, enter, leave, measureLatency, measureRate, medianRate } from './mqtt-rates.ts';
import type { Contender, Durations } from './mqtt-rates.ts';
import type { BenchOptions } from './options.ts';
import { judge, milliseconds, times, whole } from './report.ts';
import type { Row } from './report.ts';
import { makeFolder } from './scratch.ts';
import { startAedes } from './subjects/aedes.ts';
import { NoNodeRed, startNodeRed } from './subjects/node-red.ts';
import { countStoredRecords, startSignalbox } from './subjects/signalbox.ts';
import { deviceIds } from './subjects/subject.ts';

const DEVICES = 1000;
const FEW_DEVICES = 100;
const TARGET_RATE = 15_000;
const TARGET_P99_MS = 50;

interface Contenders {
  readonly signalbox: Contender | null;
  readonly aedes: Contender | null;
  readonly nodeRed: Contender | null;
}

/** Everything over MQTT: the running server, the embedded broker by hand, Mosquitto with Node-RED. */
export async function mqttRows(options: BenchOptions, say: (line: string) => void): Promise<readonly Row[]> {
  const durations = DURATIONS[options.quick ? 'quick' : 'full'];
  const bytes = Buffer.byteLength(recordPayload(deviceIds(1)[0] ?? ''));
  say(`Records of ${bytes} bytes of JSON; every 100th of a device changes its speed.`);
  const folder = makeFolder(options.parent);
  const contenders = await enterAll(options, folder, say);
  await measureRates(contenders, durations, say);
  const rows = rateRows(contenders);
  if (contenders.signalbox && contenders.aedes) {
    rows.push(...(await latencyRows(contenders.signalbox, contenders.aedes, durations)));
  }
  for (const contender of present(contenders)) await leave(contender);
  if (contenders.signalbox) checkDurable(contenders.signalbox, folder, say);
  return rows;
}

async function enterAll(
  options: BenchOptions,
  folder: string,
  say: (line: string) => void,
): Promise<Contenders> {
  const { groups, profileTo } = options;
  const wanted = groups.has('mqtt');
  if (wanted) say(`Starting Signalbox and registering ${whole(DEVICES)} devices …`);
  const signalbox = wanted
    ? await enter(await startSignalbox({ folder, devices: DEVICES, profileTo }))
    : null;
  const aedes = wanted ? await enter(await startAedes(DEVICES)) : null;
  const nodeRed = groups.has('node-red') ? await enterNodeRed(options, say) : null;
  return { signalbox, aedes, nodeRed };
}

async function enterNodeRed(
  { parent, nodeRed }: BenchOptions,
  say: (line: string) => void,
): Promise<Contender | null> {
  try {
    say(nodeRed === null ? 'Fetching Node-RED …' : `Starting Node-RED from ${nodeRed} …`);
    return await enter(await startNodeRed({ parent, devices: DEVICES, installed: nodeRed }));
  } catch (error) {
    if (!(error instanceof NoNodeRed)) throw error;
    say(`Without Node-RED: ${error.message}.`);
    return null;
  }
}

function present({ signalbox, aedes, nodeRed }: Contenders): readonly Contender[] {
  return [signalbox, aedes, nodeRed].filter((contender) => contender !== null);
}

/** In turn, so that what else the machine does falls on all of them. */
async function measureRates(
  contenders: Contenders,
  durations: Durations,
  say: (line: string) => void,
): Promise<void> {
  for (let round = 1; round <= durations.rounds; round += 1) {
    for (const contender of present(contenders)) {
      for (const active of activeOf(contender)) {
        await measureRate(contender, active, durations);
        const rate = contender.rates.get(active)?.at(-1) ?? Number.NaN;
        say(`round ${round}: ${contender.subject.name}, ${whole(active)} devices: ${whole(rate)} records/s`);
      }
    }
  }
}

/** Node-RED is there for one comparison only. */
function activeOf(contender: Contender): readonly number[] {
  return contender.subject.progressTopic === null ? [DEVICES, FEW_DEVICES] : [DEVICES];
}

function rateRows({ signalbox, aedes, nodeRed }: Contenders): Row[] {
  const rows: Row[] = [];
  for (const active of [DEVICES, FEW_DEVICES]) {
    if (!signalbox || !aedes) continue;
    const rate = medianRate(signalbox, active);
    const baseline = medianRate(aedes, active);
    rows.push({
      what: `Durable records/s, MQTT QoS 1, ${whole(active)} devices`,
      value: whole(rate),
      baseline: `aedes by hand, nothing durable: ${whole(baseline)}`,
      ratio: times(rate / baseline),
      target: active === DEVICES ? judge(`≥ ${whole(TARGET_RATE)}`, rate >= TARGET_RATE) : '',
    });
  }
  if (nodeRed) rows.push(nodeRedRow(signalbox, medianRate(nodeRed, DEVICES)));
  return rows;
}

function nodeRedRow(signalbox: Contender | null, baseline: number): Row {
  const rate = signalbox === null ? null : medianRate(signalbox, DEVICES);
  return {
    what: `The same, beside Node-RED at QoS 0`,
    value: rate === null ? '–' : whole(rate),
    baseline: `Mosquitto + Node-RED, QoS 0: ${whole(baseline)}`,
    ratio: rate === null ? '' : times(rate / baseline),
    target: rate === null ? '' : judge('≥ 1.00×', rate >= baseline),
  };
}

/** At half of what the server can do, the same for both. */
async function latencyRows(
  signalbox: Contender,
  aedes: Contender,
  durations: Durations,
): Promise<readonly Row[]> {
  const rate = medianRate(signalbox, DEVICES) / 2;
  const baseline = await measureLatency(aedes, rate, durations);
  const ours = await measureLatency(signalbox, rate, durations);
  return [
    {
      what: `Publish to command at ${whole(rate)} records/s`,
      value: describeTimes(ours.commandMs),
      baseline: `aedes by hand: ${describeTimes(baseline.commandMs)}`,
      ratio: '',
      target: judge(`p99 ≤ ${TARGET_P99_MS} ms`, keepsUp(ours, rate) && ours.commandMs.p99 <= TARGET_P99_MS),
    },
    {
      what: `Publish to PUBACK at ${whole(rate)} records/s`,
      value: describeTimes(ours.ackMs),
      baseline: `aedes by hand: ${describeTimes(baseline.ackMs)}`,
      ratio: '',
      target: '',
    },
  ];
}

/** Every change of speed had its command, and the load was what it was meant to be. */
function keepsUp({ perSecond, missedCommands }: LoadResult, rate: number): boolean {
  return missedCommands === 0 && perSecond > 0.95 * rate;
}

function describeTimes({ count, p50, p99 }: LoadResult['ackMs']): string {
  return `p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)} (${whole(count)})`;
}

/** Acknowledged means durable: every record that was acknowledged must be in the database. */
function checkDurable({ taken }: Contender, folder: string, say: (line: string) => void): void {
  const stored = countStoredRecords(folder);
  say(`${whole(taken)} records were acknowledged, ${whole(stored)} are in the database.`);
  if (stored < taken) throw new Error(`${taken - stored} acknowledged records are not in the database`);
}
