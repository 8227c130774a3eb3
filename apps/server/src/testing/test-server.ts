import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiClient, createApiClient, type FetchLike, type Right } from '@signalbox/api';
import { DEVICE_MODELS } from '@signalbox/devices';
import { textHash } from '@signalbox/flow';
import type { AttemptFailure, WebhookSpec } from '@signalbox/delivery';
import type { JsonValue } from '@signalbox/flow';
import { definitionCatalogue } from '@signalbox/nodes';
import { nodeCatalogue } from '@signalbox/nodes/runtimes';
import {
  createRuntime,
  GeofenceBook,
  type LiveSink,
  type Logger,
  type OutgoingCommand,
  type Pauses,
  type Runtime,
  type SecretVault,
  type WebhookResult,
} from '@signalbox/runtime';
import { openStorage, type Storage } from '@signalbox/storage';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { createCredentials } from '../access/credentials.ts';
import { ensureEnvironmentKey, ensureOwner, issueSignInToken } from '../access/owner.ts';
import { createPasswords } from '../access/passwords.ts';
import { hashSecret, newSecret } from '../access/secrets.ts';
import { SealedSecrets } from '../access/sealed-secrets.ts';
import { createSignIn } from '../access/sign-in.ts';
import { Backups } from '../backups.ts';
import { StoredDeviceAuth } from '../device-auth.ts';
import { DeviceDirectory } from '../device-directory.ts';
import { createHttpServer } from '../http/http-server.ts';
import { createDescriber } from '../live/describe.ts';
import { LiveHub } from '../live/live-hub.ts';
import { createMetrics } from '../metrics.ts';
import { PauseBook } from '../pause-book.ts';
import { TrackerIndex } from '../live/tracker-index.ts';
import { UnknownDevices } from '../unknown-devices.ts';
import { FakeClock } from '@signalbox/runtime/testing';

export const NOON = Date.UTC(2026, 5, 1, 12);
export const OWNER_KEY = 'owner-key-of-the-tests-0123456789';

/** The parameters are stored with each hash, so what costs little is checked the same way. */
const CHEAP_PASSWORDS = { N: 16, r: 1, p: 1 };

interface Logged {
  readonly fields: object;
  readonly text: string;
}

/** A server with everything but sockets: real store, runtime and node types; time stands still. */
export interface TestServer extends World {
  readonly app: FastifyInstance;
  readonly storage: Storage;
  readonly runtime: Runtime;
  readonly hub: LiveHub;
  /** The API's client with the owner's key; it checks every answer against its schema. */
  readonly owner: ApiClient;
  client(key: string): ApiClient;
  /** The text of a new API key. */
  keyWith(...rights: readonly Right[]): string;
  /** Token of a fresh sign-in link. */
  signInToken(): string;
  request(options: InjectOptions, key?: string): Promise<LightMyRequestResponse>;
  /** One record of a source, made `ageMs` before now, durable when it resolves; `null`, or why it was refused. */
  report(
    sourceId: number,
    attributes: Readonly<Record<string, JsonValue>>,
    ageMs?: number,
  ): Promise<string | null>;
  stop(): Promise<void>;
}

/** What surrounds the server in a test. */
interface World {
  readonly folder: string;
  readonly clock: FakeClock;
  readonly online: Set<number>;
  /** Where the broker would note who is not registered. */
  readonly unknownDevices: UnknownDevices;
  /** Commands written to device links. */
  readonly sent: OutgoingCommand[];
  /** How links take commands from now on: `null` for written, else why not. */
  readonly link: { answer: () => Promise<AttemptFailure | null> };
  /** Webhooks that were sent. */
  readonly posted: WebhookSpec[];
  readonly logged: Logged[];
  readonly checks: { http: boolean; mqtt: boolean; store: boolean };
  /** How receivers of webhooks answer from now on. */
  readonly receiver: { answer: WebhookResult };
}

interface TestServerOptions {
  readonly rateLimit?: number;
  /** Instead of one that stands still at noon. */
  readonly clock?: FakeClock;
}

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const world = createWorld(options.clock ?? new FakeClock(NOON));
  const storage = openStorage({ file: join(world.folder, 'signalbox.db'), clock: world.clock });
  const owner = ensureOwner(storage);
  ensureEnvironmentKey(storage, owner, OWNER_KEY);
  const hub = new LiveHub(world.clock, createDescriber(new TrackerIndex(storage.devices)));
  const pauses = new PauseBook(storage.settings);
  const secrets = new SealedSecrets(storage.secrets, Buffer.alloc(32, 'k'));
  const runtime = composeRuntime(world, storage, { live: hub, pauses, secrets });
  runtime.start();
  const app = await createHttpServer({
    services: {
      storage,
      definitions: definitionCatalogue,
      runtimes: nodeCatalogue,
      models: DEVICE_MODELS,
      runtime,
      links: { isOnline: (id) => world.online.has(id) },
      pauses,
      backups: new Backups({ storage, clock: world.clock, folder: join(world.folder, 'backups') }),
      unknownDevices: world.unknownDevices,
      secrets,
      clock: world.clock,
      signIn: createSignIn(storage.access, world.clock, createPasswords(CHEAP_PASSWORDS)),
      server: { version: '1.2.3', mqttPort: () => 1883 },
    },
    credentials: createCredentials(storage.access, world.clock),
    hub,
    metrics: createMetrics({ runtime, mqtt: () => undefined, storageBytes: () => storage.sizeBytes() }),
    devices: { directory: new StoredDeviceAuth(storage.devices), ingress: runtime.ingress },
    readiness: async () => world.checks,
    log: logTo(world.logged),
    rateLimit: options.rateLimit ?? 0,
    editorDirectory: join(world.folder, 'editor'),
  });
  await app.ready();
  const client = (key: string): ApiClient => createApiClient({ baseUrl: '', key, fetch: fetchFrom(app) });
  return {
    ...world,
    app,
    storage,
    runtime,
    hub,
    owner: client(OWNER_KEY),
    client,
    keyWith(...rights) {
      const key = newSecret();
      const label = `key with ${rights.join(', ')}`;
      storage.access.apiKeys.create({ label, keyHash: hashSecret(key), rights, userId: owner.id });
      return key;
    },
    signInToken: () => issueSignInToken(storage, owner),
    request: (request, key) =>
      app.inject({
        ...request,
        headers: { ...request.headers, ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
      }),
    report: (sourceId, attributes, ageMs = 0) => report({ runtime, world, ageMs }, sourceId, attributes),
    async stop() {
      await app.close();
      await runtime.stop();
      storage.close();
      rmSync(world.folder, { recursive: true });
    },
  };
}

function createWorld(clock: FakeClock): World {
  return {
    folder: mkdtempSync(join(tmpdir(), 'signalbox-test-')),
    clock,
    online: new Set(),
    unknownDevices: new UnknownDevices(clock),
    sent: [],
    link: { answer: async () => null },
    posted: [],
    logged: [],
    checks: { http: true, mqtt: true, store: true },
    receiver: { answer: { ok: true, status: 200, body: null } },
  };
}

function composeRuntime(
  world: World,
  storage: Storage,
  parts: { readonly live: LiveSink; readonly pauses: Pauses; readonly secrets: SecretVault },
): Runtime {
  const { live, pauses, secrets } = parts;
  return createRuntime({
    store: storage.lane,
    directory: new DeviceDirectory(storage.devices),
    flows: storage.flows,
    catalogue: nodeCatalogue,
    links: {
      isOnline: (id) => world.online.has(id),
      send: async (_sourceId, command) => {
        world.sent.push(command);
        return world.link.answer();
      },
    },
    webhooks: {
      capacity: 1,
      admission: () => ({ places: 1, pausedUntil: null }),
      send: async (spec) => {
        world.posted.push(spec);
        return world.receiver.answer;
      },
    },
    pauses,
    secrets,
    geofences: new GeofenceBook(),
    clock: world.clock,
    random: () => 0.5,
    live,
    log: logTo(world.logged),
    traces: storage.traces,
  });
}

function logTo(lines: Logged[]): Logger {
  const note = (fields: object, text: string): void => void lines.push({ fields, text });
  return { debug: note, info: note, warn: note, error: note };
}

/** The client's requests go to the server without a socket between them. */
function fetchFrom(app: FastifyInstance): FetchLike {
  return async (url, { method, headers, body }) => {
    const response = await app.inject({
      url,
      headers,
      method,
      ...(body === undefined ? {} : { payload: body }),
    });
    return { ok: response.statusCode < 400, status: response.statusCode, text: async () => response.body };
  };
}

function report(
  { runtime, world, ageMs }: { readonly runtime: Runtime; readonly world: World; readonly ageMs: number },
  sourceId: number,
  attributes: Readonly<Record<string, JsonValue>>,
): Promise<string | null> {
  const now = world.clock.now();
  const message = {
    messageTime: now - ageMs,
    serverTime: now,
    attributes,
    hash: textHash(JSON.stringify(attributes)),
  };
  return new Promise((resolve) => {
    runtime.ingress.receive(sourceId, [message], (refused) => resolve(refused?.message ?? null));
  });
}
