import { createLog, systemClock } from '@signalbox/node-host';
import type { BrokerOptions, Worker } from '@signalbox/worker';
import type { Command } from 'commander';
import { readLogLevel, setting, settings } from '../settings.ts';
import { CommandFailure } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';

interface WorkerFlags {
  readonly flows?: string;
  readonly devices?: string;
  readonly geofences?: string;
  readonly broker?: string;
  readonly username?: string;
  readonly clientId?: string;
  readonly data?: string;
  readonly webhookAllow?: readonly string[];
}

const HELP = `
Every *.json in the folder of flows runs, unless it says "enabled": false. Changed, added and removed
files take effect without a restart and without losing a message; a broken one leaves its last
version running. SIGHUP reads the files again where changes are not seen by themselves.

The password for the broker comes from SIGNALBOX_BROKER_PASSWORD only. SIGNALBOX_LOG_LEVEL is trace,
debug, info (default), warn, error or silent; the log is JSON lines on standard error.`;

/** `signalbox worker` */
export function addWorker(program: Command, terminal: Terminal): void {
  program
    .command('worker')
    .description('Run exported flows over an outside MQTT broker, without HTTP and without an editor')
    .option('--flows <folder>', 'folder of flow files (SIGNALBOX_FLOWS)')
    .option('--devices <file>', '[{id, device_id, model, label, labels?}] (SIGNALBOX_DEVICES)')
    .option('--geofences <file>', '[{id, shape}] (SIGNALBOX_GEOFENCES)')
    .option('--broker <url>', 'mqtt://host:port or mqtts://host:port (SIGNALBOX_BROKER)')
    .option('--username <name>', 'name for the broker (SIGNALBOX_BROKER_USERNAME)')
    .option('--client-id <id>', 'session name at the broker, if not a made one (SIGNALBOX_BROKER_CLIENT_ID)')
    .option('--data <folder>', "the worker's own database (SIGNALBOX_DATA)")
    .option('--webhook-allow <ranges...>', 'private ranges that webhooks may reach (SIGNALBOX_WEBHOOK_ALLOW)')
    .addHelpText('after', HELP)
    .action((flags: WorkerFlags) => runWorker(flags, terminal));
}

async function runWorker(flags: WorkerFlags, terminal: Terminal): Promise<void> {
  const stopped = terminal.untilStopped();
  const worker = await start(flags, terminal.env);
  const forget = terminal.onHangup(() => worker.reload());
  await stopped;
  forget();
  await worker.close();
}

async function start(flags: WorkerFlags, env: Terminal['env']): Promise<Worker> {
  const geofences = setting(flags.geofences, env, 'SIGNALBOX_GEOFENCES');
  const options = {
    flowsDir: required(flags.flows, env, ['--flows', 'SIGNALBOX_FLOWS']),
    devicesFile: required(flags.devices, env, ['--devices', 'SIGNALBOX_DEVICES']),
    dataDir: required(flags.data, env, ['--data', 'SIGNALBOX_DATA']),
    broker: readBroker(flags, env),
    ...(geofences !== undefined && { geofencesFile: geofences }),
    webhookAllow: flags.webhookAllow ?? settings(env, 'SIGNALBOX_WEBHOOK_ALLOW'),
    log: createLog(readLogLevel(env)),
  };
  const userAgent = `signalbox-worker/${version}`;
  // Loaded when it is needed: the other commands answer sooner without a broker's client and a database.
  const { isStartFailure, readKeep, startWorker } = await import('@signalbox/worker');
  try {
    const keep = readKeep((name) => setting(undefined, env, name));
    return await startWorker({ ...options, keep, clock: systemClock, random: Math.random, userAgent });
  } catch (error) {
    if (!isStartFailure(error)) throw error;
    throw new CommandFailure(error.message, { cause: error });
  }
}

function readBroker(flags: WorkerFlags, env: Terminal['env']): BrokerOptions {
  const url = required(flags.broker, env, ['--broker', 'SIGNALBOX_BROKER']);
  const parsed = URL.parse(url);
  if (parsed?.username || parsed?.password) {
    throw new CommandFailure(
      '--broker: leave name and password out of the address; use --username and SIGNALBOX_BROKER_PASSWORD',
    );
  }
  const username = setting(flags.username, env, 'SIGNALBOX_BROKER_USERNAME');
  const password = setting(undefined, env, 'SIGNALBOX_BROKER_PASSWORD');
  const clientId = setting(flags.clientId, env, 'SIGNALBOX_BROKER_CLIENT_ID');
  return {
    url,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(clientId !== undefined && { clientId }),
  };
}

function required(
  flag: string | undefined,
  env: Terminal['env'],
  [option, variable]: readonly [string, string],
): string {
  const value = setting(flag, env, variable);
  if (value === undefined) throw new CommandFailure(`give ${option}, or set ${variable}`);
  return value;
}
