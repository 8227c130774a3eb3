import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createLog } from '@signalbox/node-host';
import type { CommandLineOptions, RunningServer, ServerOptions } from '@signalbox/server';
import type { Command } from 'commander';
import { CommandFailure, type Terminal } from '../terminal.ts';
import { version } from '../version.ts';

/** How long a stop may take before it is cut short. */
const STOP_LIMIT_MS = 10_000;

const EDITOR_DIRECTORY = fileURLToPath(new URL('../../../editor/dist', import.meta.url));

/** `signalbox start`: everything in one process, in the foreground until it is told to stop. */
export function addStart(program: Command, terminal: Terminal): void {
  program
    .command('start')
    .description('Run the server: HTTP, editor, MQTT broker, runtime')
    .option('--port <port>', 'port for HTTP (SIGNALBOX_PORT; default 8080 or the next free one)')
    .option('--host <address>', 'address to listen on (SIGNALBOX_HOST; default 127.0.0.1)')
    .option('--data <folder>', 'folder of the database (SIGNALBOX_DATA; default ./signalbox-data)')
    .option('--mqtt-port <port>', 'port for MQTT (SIGNALBOX_MQTT_PORT; default 1883 or the next free one)')
    .option('--demo', 'with a simulated fleet and three sample flows (SIGNALBOX_DEMO)')
    .action((flags: CommandLineOptions) => start(flags, terminal));
}

async function start(flags: CommandLineOptions, terminal: Terminal): Promise<void> {
  const { server, options } = await begin(flags, terminal.env);
  await terminal.print(announcement(server, options));
  await terminal.untilStopped();
  // Unreferenced: when everything has ended in order the process is gone before it rings.
  setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
  await server.close();
}

async function begin(
  flags: CommandLineOptions,
  env: Terminal['env'],
): Promise<{ server: RunningServer; options: ServerOptions }> {
  // Loaded when it is needed: the other commands answer sooner without it.
  const { isStartFailure, readOptions, startServer } = await import('@signalbox/server');
  try {
    const options = readOptions(flags, env);
    const parts = { version, log: createLog(options.logLevel), editorDirectory: EDITOR_DIRECTORY };
    return { server: await startServer(options, parts), options };
  } catch (error) {
    if (!isStartFailure(error)) throw error;
    throw new CommandFailure(error.message, { cause: error });
  }
}

function announcement(server: RunningServer, { demo, http, mqtt }: ServerOptions): string {
  const port = Number(new URL(server.url).port);
  return [
    ...moved('HTTP', http.port, port),
    ...moved('MQTT', mqtt.port, server.mqttPort),
    `Signalbox ${version} is running${demo ? ' with a demo fleet' : ''}.`,
    '',
    `  Sign in   ${server.signInUrl}`,
    '            (works once, for an hour; a restart prints a new one)',
    `  Devices   mqtt://${new URL(server.url).hostname}:${server.mqttPort}`,
    `  Data      ${server.dataDir}`,
    '',
  ].join('\n');
}

function moved(what: string, wanted: number, found: number): string[] {
  return wanted === 0 || wanted === found ? [] : [`Port ${wanted} is taken: ${what} is on ${found}.`];
}
