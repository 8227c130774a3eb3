import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { access, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { LineChild, endChild, findFreePort, makeFolder } from '../scratch.ts';
import { PROGRESS_TOPIC, nodeRedFlow } from './node-red-flow.ts';
import { deviceIds } from './subject.ts';
import type { Subject } from './subject.ts';

const NODE_RED = 'node-red@5.0.7';
const FETCH_WITHIN_MS = 120_000;
const READY_WITHIN_MS = 30_000;
const RETRY_MS = 100;

/** Node-RED reports that it is connected before its subscription is acknowledged. */
const SUBSCRIBING_MS = 1000;

export interface NodeRedOptions {
  /** For temporary files. */
  readonly parent: string;
  readonly devices: number;
  /** Folder with an installed Node-RED; `null`: it is fetched. */
  readonly installed: string | null;
}

/** Node-RED beside Mosquitto cannot be measured here; the message says why. */
export class NoNodeRed extends Error {
  override readonly name = 'NoNodeRed';
}

/**
 * Mosquitto and Node-RED, each its own process, QoS 0 all the way.
 * @throws {NoNodeRed} when either is not to be had
 */
export async function startNodeRed({ parent, devices, installed }: NodeRedOptions): Promise<Subject> {
  const mosquittoPath = await findOnPath('mosquitto');
  if (mosquittoPath === null) throw new NoNodeRed('there is no `mosquitto` on the PATH');
  const folder = makeFolder(parent);
  const install = installed ?? (await fetchNodeRed(makeFolder(parent)));
  const port = await findFreePort();
  const mosquitto = await startMosquitto(mosquittoPath, folder, port);
  const nodeRed = await startFlow(install, folder, port);
  const stop = async (): Promise<void> => {
    await endChild(nodeRed.process);
    await endChild(mosquitto.process);
  };
  const logins = deviceIds(devices).map((deviceId) => ({ deviceId, key: '' }));
  return { name: 'Mosquitto + Node-RED, QoS 0', port, logins, progressTopic: PROGRESS_TOPIC, stop };
}

async function findOnPath(name: string): Promise<string | null> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const folder of [...folders, '/usr/sbin', '/usr/local/sbin']) {
    const path = join(folder, name);
    const found = await access(path).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return null;
}

async function fetchNodeRed(folder: string): Promise<string> {
  const args = ['install', NODE_RED, '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
  try {
    await promisify(execFile)('npm', args, { timeout: FETCH_WITHIN_MS, cwd: folder });
  } catch (error) {
    const [reason] = error instanceof Error ? error.message.split('\n') : [String(error)];
    throw new NoNodeRed(`${NODE_RED} could not be fetched: ${reason}`);
  }
  return folder;
}

async function startMosquitto(path: string, folder: string, port: number): Promise<LineChild> {
  const config = join(folder, 'mosquitto.conf');
  // No limit on what waits for Node-RED: Mosquitto would silently drop the rest.
  const lines = [`listener ${port} 127.0.0.1`, 'allow_anonymous true', 'persistence false'];
  const queues = ['max_queued_messages 0', 'set_tcp_nodelay true', 'log_dest none'];
  await writeFile(config, [...lines, ...queues, ''].join('\n'));
  const child = new LineChild(path, ['-c', config]);
  await listens(port);
  return child;
}

/** Mosquitto writes its log late when nobody reads it from a terminal. */
async function listens(port: number): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline) {
    const socket = connect(port, '127.0.0.1');
    const connected = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (connected) return;
    await wait(RETRY_MS);
  }
  throw new Error(`Mosquitto does not listen on port ${port}`);
}

async function startFlow(install: string, folder: string, port: number): Promise<LineChild> {
  const settings = {
    flowFile: 'flows.json',
    credentialSecret: false,
    httpAdminRoot: false,
    httpNodeRoot: false,
    disableEditor: true,
    telemetry: { enabled: false },
    logging: { console: { level: 'info', metrics: false, audit: false } },
  };
  const file = join(folder, 'settings.cjs');
  await writeFile(file, `module.exports = ${JSON.stringify(settings)};\n`);
  await writeFile(join(folder, 'flows.json'), JSON.stringify(nodeRedFlow(port)));
  const program = join(install, 'node_modules', 'node-red', 'red.js');
  const child = new LineChild(process.execPath, [program, '--userDir', folder, '--settings', file]);
  await child.waitFor(/Connected to broker/, READY_WITHIN_MS);
  await wait(SUBSCRIBING_MS);
  return child;
}
