import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient } from '@signalbox/api';
import { openStorage, type Storage } from '@signalbox/storage';
import { CrashDevice } from './crash-device.ts';
import { crashFlow } from './crash-flow.ts';
import type { Evidence, Kill } from './evidence.ts';
import { judge, type Verdict } from './judge.ts';
import { Load } from './load.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { seededRandom } from './seeded-random.ts';
import { ServerProcess } from './server-process.ts';

export interface CrashOptions {
  readonly kills: number;
  readonly seed: number;
  readonly devices: number;
  /** Below which the data folder is made. */
  readonly parent?: string;
  readonly onKill?: (kills: number) => void;
}

/** Share of servers that are killed before they are ready. */
const KILLED_AT_START = 0.15;
const LIVES_AT_MOST_MS = 2500;
const STARTS_WITHIN_MS = 1200;
/** Rest is when nothing is open, or when nothing has moved for so long. */
const GIVES_UP_AFTER_MS = 60_000;
const SETTLES_WITHIN_MS = 50;
/** No process is up sooner. */
const BOOTS_AFTER_MS = 200;
const PAGE = 1000;

const OPEN = [
  'queued',
  'waiting_for_device',
  'guarded',
  'sending',
  'awaiting_reply',
  'confirming',
  'backing_off',
] as const;

interface Scene {
  readonly receiver: Receiver;
  readonly folder: string;
  readonly devices: readonly CrashDevice[];
  readonly load: Load;
  readonly random: () => number;
}

/**
 * Kills servers without warning while devices report, flows act and people call, then lets
 * everything come to rest and counts at the receiver and at the devices what became of it.
 */
export async function runCrashes(options: CrashOptions): Promise<Verdict> {
  const folder = await mkdtemp(join(options.parent ?? tmpdir(), 'signalbox-crash-'));
  const random = seededRandom(options.seed);
  const receiver = await startReceiver(random);
  try {
    const scene = await setScene(folder, receiver, options, random);
    scene.load.start();
    const lives: Life[] = [];
    while (lives.length < options.kills) {
      lives.push(await liveAndDie(scene));
      options.onKill?.(lives.length);
    }
    const lastBornAt = await comeToRest(scene);
    const kills = lives.map(({ diedAt: at }, index) => ({
      at,
      until: lives[index + 1]?.bornAt ?? lastBornAt,
    }));
    return judge(readEvidence(scene, kills));
  } finally {
    await receiver.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function setScene(
  folder: string,
  receiver: Receiver,
  { devices: count }: CrashOptions,
  random: () => number,
): Promise<Scene> {
  const server = new ServerProcess(folder);
  const { api } = await server.listening();
  const trackerIds: number[] = [];
  const devices: CrashDevice[] = [];
  for (let index = 1; index <= count; index += 1) {
    const deviceId = `van-${index}`;
    const body = { label: deviceId, device_id: deviceId, model: 'ngp_generic' };
    const { id, key, source } = await api.createDevice({ body });
    trackerIds.push(id);
    devices.push(new CrashDevice({ deviceId, key, sourceId: source.id, random }));
  }
  const flow = await api.createFlow({ body: crashFlow(receiver.url) });
  await api.publishFlow({ params: { id: flow.id } });
  await server.stop();
  return { folder, devices, random, receiver, load: new Load(devices, trackerIds, random) };
}

/** When a server could first do anything, and when it was killed, Unix ms. */
interface Life {
  readonly bornAt: number;
  readonly diedAt: number;
}

async function liveAndDie({ folder, devices, load, random }: Scene): Promise<Life> {
  const server = new ServerProcess(folder);
  const bornAt = Date.now() + BOOTS_AFTER_MS;
  if (random() < KILLED_AT_START) await pause(random() * STARTS_WITHIN_MS);
  else {
    const { api, mqttUrl } = await server.listening();
    load.use(api);
    for (const device of devices) device.connect(mqttUrl);
    await pause(random() * LIVES_AT_MOST_MS);
  }
  load.use(null);
  const diedAt = Date.now();
  await server.kill();
  // What it had written before is still read.
  await pause(SETTLES_WITHIN_MS);
  for (const device of devices) device.disconnect();
  return { bornAt, diedAt };
}

/** @returns when the last server could first do anything, Unix ms */
async function comeToRest({ folder, devices, load, receiver }: Scene): Promise<number> {
  await load.stop();
  const server = new ServerProcess(folder);
  const bornAt = Date.now() + BOOTS_AFTER_MS;
  const { api, mqttUrl } = await server.listening();
  for (const device of devices) device.connect(mqttUrl);
  let movedAt = Date.now();
  let before = '';
  for (;;) {
    await pause(250);
    const now = await progress(api, devices, receiver);
    if (now === AT_REST || Date.now() - movedAt > GIVES_UP_AFTER_MS) break;
    if (now !== before) movedAt = Date.now();
    before = now;
    for (const device of devices) device.reportOutput();
  }
  for (const device of devices) device.disconnect();
  await server.stop();
  return bornAt;
}

const AT_REST = 'at rest';

/** What is open, and how much has arrived: a text that changes when anything is done. */
async function progress(
  api: ApiClient,
  devices: readonly CrashDevice[],
  receiver: Receiver,
): Promise<string> {
  const unacknowledged = devices.reduce((sum, device) => sum + device.unacknowledged, 0);
  const open = await findOpen(api);
  if (unacknowledged === 0 && open === undefined) return AT_REST;
  const arrived = devices.reduce((sum, { received }) => sum + received.length, receiver.receipts.length);
  return `${unacknowledged} ${arrived} ${open ?? ''}`;
}

/** The id of a delivery that has not ended. */
async function findOpen(api: ApiClient): Promise<string | undefined> {
  for (const state of OPEN) {
    const [delivery] = (await api.listDeliveries({ query: { state, limit: 1 } })).list;
    if (delivery !== undefined) return delivery.id;
  }
  return undefined;
}

function readEvidence({ folder, devices, load, receiver }: Scene, kills: Kill[]): Evidence {
  const storage = openStorage({ file: join(folder, 'signalbox.db'), clock: { now: () => Date.now() } });
  try {
    return {
      kills,
      devices,
      webhooks: receiver.receipts,
      apiCalls: load.calls,
      storedRecords: new Map(devices.map(({ sourceId }) => [sourceId, readRecords(storage, sourceId)])),
      deliveries: readAll((before) => storage.deliveries.list({ limit: PAGE, ...before })),
    };
  } finally {
    storage.close();
  }
}

/** The numbers of the records that ask for something. */
function readRecords(storage: Storage, sourceId: number): readonly number[] {
  const messages = readAll((before) => storage.messages.history({ sourceId, limit: PAGE, ...before }));
  return messages.flatMap(({ body }) => {
    const attributes: { readonly n?: number } = JSON.parse(body);
    return attributes.n === undefined ? [] : [attributes.n];
  });
}

function readAll<Item>(
  read: (before: { before?: string }) => { readonly list: readonly Item[]; readonly next: string | null },
): readonly Item[] {
  const all: Item[] = [];
  let before: { before?: string } = {};
  for (;;) {
    const { list, next } = read(before);
    for (const item of list) all.push(item);
    if (next === null) return all;
    before = { before: next };
  }
}
