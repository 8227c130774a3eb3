import { createReadStream } from 'node:fs';
import process from 'node:process';
import { parseIsoTime } from '@signalbox/devices';
import { FlowCompileError } from '@signalbox/engine';
import { exportFlow, hasErrors } from '@signalbox/flow';
import type { PublishedFlow } from '@signalbox/flow';
import { definitionCatalogue } from '@signalbox/nodes';
import { nodeCatalogue } from '@signalbox/nodes/runtimes';
import { Replay } from '@signalbox/replay';
import { GeofenceBook } from '@signalbox/runtime';
import { problemLine, readDevices, readFlowFile, readGeofences } from '@signalbox/worker/files';
import type { Command } from 'commander';
import { cannotRead, readInput } from '../read-file.ts';
import { readLines } from '../replay/lines.ts';
import { ReplaySession } from '../replay/session.ts';
import { CommandFailure } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';
import { counted } from '../words.ts';

interface RunOptions {
  readonly flow: readonly string[];
  readonly telemetry: string;
  readonly devices?: string;
  readonly geofences?: string;
  readonly verbose?: boolean;
  readonly strict?: boolean;
  readonly until?: string;
}

const HELP = `
Each line of the telemetry file is one NGP record: message_time, device_id, location, attributes.
An optional server_time (or received_at) says when the server got it; without one a record counts
as received when it was made. A device's time never goes back.

With --devices, flows choose devices as they do on a server: by id, label or model. Without it every
device_id of the recording is a device, and every flow takes all of them, whatever it chooses.

Timers and schedules come in virtual time, up to the last record of all devices, or with --until up to that
time. Their effects after the last record have no line. A schedule begins with a device's first record.

Nothing is sent: the effects are what flows ask for. What hangs on a success or failure wire does
not run, and skip_if_already skips nothing. Secrets in webhooks are left out.

Standard output, one JSON object per line:
  {at, device_id, flow, node, effect, reason, line}
reason lists the conditions that led to the node, each with its formula, the formula's value and the
values of its parts at that moment.`;

/** `signalbox run --flow FILE --telemetry FILE` */
export function addRun(program: Command, terminal: Terminal): void {
  program
    .command('run')
    .description('Run flows over recorded telemetry in virtual time and print every effect with its reason')
    .requiredOption('--flow <files...>', 'flow files')
    .requiredOption('--telemetry <file>', 'NGP records, one JSON object per line; - for standard input')
    .option('--devices <file>', 'the devices that exist: [{id, device_id, model, label, labels?}]')
    .option('--geofences <file>', 'geofences of the formulas: [{id, shape}]')
    .option('--verbose', 'also print a line for every record that did nothing')
    .option('--until <time>', 'let time pass up to here after the last record, as in 2026-11-20T18:00:00Z')
    .option('--strict', 'stop at the first line that cannot be read')
    .addHelpText('after', HELP)
    .action((options: RunOptions) => run(options, terminal));
}

async function run(options: RunOptions, terminal: Terminal): Promise<void> {
  const until = readUntil(options.until);
  const flows = await readFlows(options.flow, terminal);
  const devices = options.devices === undefined ? null : await readInput(options.devices, readDevices);
  const geofences = new GeofenceBook();
  if (options.geofences !== undefined) geofences.update(await readInput(options.geofences, readGeofences));
  const session = new ReplaySession({
    replay: createReplay({ flows, devices, catalogue: nodeCatalogue, geofences }),
    flows: {
      documents: new Map(flows.map(({ id, document }) => [id, document])),
      definitions: definitionCatalogue,
    },
    flowFile: (flowId) => options.flow[flowId - 1],
    telemetry: options.telemetry,
    terminal,
    isVerbose: options.verbose === true,
    isStrict: options.strict === true,
  });
  await readTelemetry(options.telemetry, session);
  if (!session.isOver) await session.finish(until);
  terminal.report(session.summary());
  if (session.broken > 0) throw new CommandFailure(`${counted(session.broken, 'line')} could not be read`);
}

/** Unix ms; `null` when it is left out. */
function readUntil(text: string | undefined): number | null {
  if (text === undefined) return null;
  const time = parseIsoTime(text) ?? null;
  if (time === null)
    throw new CommandFailure(`--until ${text}: not an ISO 8601 time with a zone, as in 2026-11-20T18:00:00Z`);
  return time;
}

/** The flows of the files, numbered from 1 in their order. */
async function readFlows(files: readonly string[], terminal: Terminal): Promise<readonly PublishedFlow[]> {
  const flows: PublishedFlow[] = [];
  for (const [index, file] of files.entries()) {
    const found = await readInput(file, (_, text) => readFlowFile(text, definitionCatalogue));
    for (const problem of found.problems) terminal.report(`${file}: ${problemLine(problem)}`);
    if (!found.document || hasErrors(found.problems)) throw new CommandFailure(`${file} cannot run`);
    // A recording is often run where its output is kept or shown: what an export hides stays hidden.
    const document = { ...found.document, ...exportFlow(found.document, definitionCatalogue) };
    flows.push({ id: index + 1, version: 1, document });
  }
  return flows;
}

function createReplay(options: ConstructorParameters<typeof Replay>[0]): Replay {
  try {
    return new Replay(options);
  } catch (error) {
    if (error instanceof FlowCompileError) throw new CommandFailure(error.message, { cause: error });
    throw error;
  }
}

async function readTelemetry(file: string, session: ReplaySession): Promise<void> {
  try {
    const bytes = file === '-' ? process.stdin : createReadStream(file);
    for await (const line of readLines(bytes)) {
      const written = session.take(line);
      if (written) await written;
      if (session.isOver) return;
    }
  } catch (error) {
    throw new CommandFailure(cannotRead(file, error), { cause: error });
  }
}
