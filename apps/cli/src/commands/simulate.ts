import { readFile } from 'node:fs/promises';
import { findModel } from '@signalbox/devices';
import { FIELD_BEHAVIOUR, readTrack, startFleet } from '@signalbox/devices/simulator';
import type { Fleet, FleetMember, Track } from '@signalbox/devices/simulator';
import { systemClock } from '@signalbox/node-host';
import { checkShape, parseJson } from '@signalbox/worker/files';
import type { Command } from 'commander';
import { z } from 'zod';
import { cannotRead, readInput } from '../read-file.ts';
import { CommandFailure } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';
import { counted } from '../words.ts';

interface SimulateOptions {
  readonly track: readonly string[];
  readonly url: string;
  readonly devices: string;
  readonly speedUp: string;
  readonly intervalMs: string;
}

const HELP = `
Each device drives one of the tracks, in turn, over and over. It connects over MQTT under its device_id
with its key, reports NGP records with speed, heading, ignition and outputs, obeys commands, at times
answers late, drops the link, uploads what it buffered newest first and sends a record twice.`;

/** How long a simulated vehicle stands between two drives. */
const REST_MS = 60_000;

const LIST_EXPECTED = 'a list of devices, at least one: [{"device_id": "van-1", "key": "…"}]';

const simulatedSchema = z
  .array(
    z.object({
      device_id: z.string().min(1).max(64),
      key: z.string(),
      model: z.string().default('ngp_generic'),
      cold_box: z.boolean().default(false),
    }),
    { error: LIST_EXPECTED },
  )
  .min(1, LIST_EXPECTED);
type SimulatedDevice = z.infer<typeof simulatedSchema>[number];

/** `signalbox simulate` */
export function addSimulate(program: Command, terminal: Terminal): void {
  program
    .command('simulate')
    .description('Let recorded drives report as devices over MQTT')
    .requiredOption('--track <files...>', 'recorded drives: .gpx, or .json [{point, time}]')
    .requiredOption('--url <url>', 'the broker: mqtt://host:port')
    .requiredOption('--devices <file>', '[{device_id, key, model?, cold_box?}]')
    .option('--speed-up <factor>', 'how much faster than life the vehicles drive', '1')
    .option('--interval-ms <ms>', 'time between two reports', String(FIELD_BEHAVIOUR.reportEveryMs))
    .addHelpText('after', HELP)
    .action((options: SimulateOptions) => simulate(options, terminal));
}

async function simulate(options: SimulateOptions, terminal: Terminal): Promise<void> {
  const stopped = terminal.untilStopped();
  const fleet = await start(options, terminal);
  await stopped;
  await fleet.stop();
}

async function start(options: SimulateOptions, terminal: Terminal): Promise<Fleet> {
  const speedUp = positive('--speed-up', options.speedUp);
  const reportEveryMs = positive('--interval-ms', options.intervalMs);
  const url = brokerUrl(options.url);
  const tracks: Track[] = [];
  for (const file of options.track) tracks.push(await readTrackFile(file));
  const devices = await readInput(options.devices, (file, text) =>
    checkShape(file, simulatedSchema, parseJson(file, text)),
  );
  const members = devices.map((device, index) => memberOf(device, index, tracks));
  const report = onceEach(terminal);
  terminal.report(
    `${counted(members.length, 'device')} on ${counted(tracks.length, 'track')}; Ctrl-C ends it`,
  );
  return startFleet({
    url,
    members,
    behaviour: { ...FIELD_BEHAVIOUR, reportEveryMs },
    speedUp,
    clock: systemClock,
    random: Math.random,
    onProblem: (deviceId, reason) => report(`${deviceId}: cannot connect: ${reason}`),
  });
}

/** Devices on the same track start at different places of it. */
function memberOf(device: SimulatedDevice, index: number, tracks: readonly Track[]): FleetMember {
  const track = tracks[index % tracks.length];
  const model = findModel(device.model);
  if (!track) throw new CommandFailure('--track: name at least one file');
  if (!model) throw new CommandFailure(`${device.device_id}: the model "${device.model}" is unknown`);
  const startOffsetMs = (Math.floor(index / tracks.length) * 47_000) % (track.durationMs + REST_MS);
  const { outputs } = model;
  const profile = { outputs, coldBox: device.cold_box, restMs: REST_MS, startOffsetMs };
  return { deviceId: device.device_id, key: device.key, track, profile };
}

async function readTrackFile(file: string): Promise<Track> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandFailure(cannotRead(file, error), { cause: error });
  }
  try {
    return readTrack(file, text);
  } catch (error) {
    throw new CommandFailure(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function brokerUrl(url: string): string {
  if (/^mqtts?:\/\/[^/?#@]+$/.test(url)) return url;
  throw new CommandFailure(`--url: ${url} is not an address of a broker; write mqtt://host:1883`);
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new CommandFailure(`${option} is "${text}"; give a number greater than 0`);
}

/** Devices try to connect again and again; one line for each reason is enough. */
function onceEach(terminal: Terminal): (line: string) => void {
  const said = new Set<string>();
  return (line) => {
    if (said.has(line)) return;
    said.add(line);
    terminal.report(line);
  };
}
