import { recordPayload } from './load/record-template.ts';
import { latencyRows } from './mqtt-latency.ts';
import { DURATIONS, enter, leave, measureRate, medianRate } from './mqtt-rates.ts';
import type { Contender, Durations } from './mqtt-rates.ts';
import type { BenchOptions } from './options.ts';
import { judge, times, whole } from './report.ts';
import type { Row } from './report.ts';
import { makeFolder } from './scratch.ts';
import { startAedes } from './subjects/aedes.ts';
import { NoNodeRed, startNodeRed } from './subjects/node-red.ts';
import { countStoredRecords, startSignalbox } from './subjects/signalbox.ts';
import { deviceIds } from './subjects/subject.ts';

const DEVICES = 1000;
const FEW_DEVICES = 100;
const TARGET_RATE = 15_000;

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
    const half = medianRate(contenders.signalbox, DEVICES) / 2;
    const pair = { ours: contenders.signalbox, baseline: contenders.aedes };
    for (const rate of [TARGET_RATE / 2, half]) {
      rows.push(...(await latencyRows(pair, rate, durations, say)));
    }
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

/** Acknowledged means durable: every record that was acknowledged must be in the database. */
function checkDurable({ taken }: Contender, folder: string, say: (line: string) => void): void {
  const stored = countStoredRecords(folder);
  say(`${whole(taken)} records were acknowledged, ${whole(stored)} are in the database.`);
  if (stored < taken) throw new Error(`${taken - stored} acknowledged records are not in the database`);
}
