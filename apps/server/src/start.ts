import { join, resolve } from 'node:path';
import { type ConnectRefusal, DEVICE_MODELS, type MqttBroker, startMqttBroker } from '@signalbox/devices';
import { definitionCatalogue } from '@signalbox/nodes';
import { nodeCatalogue } from '@signalbox/nodes/runtimes';
import { systemClock } from '@signalbox/node-host';
import type { Clock, Logger, Runtime } from '@signalbox/runtime';
import { openStorage, startHousekeeping, type Storage } from '@signalbox/storage';
import type { FastifyInstance } from 'fastify';
import { createCredentials } from './access/credentials.ts';
import { createPasswords } from './access/passwords.ts';
import { SealedSecrets } from './access/sealed-secrets.ts';
import { secretKeyIn } from './access/secret-key.ts';
import { createSignIn } from './access/sign-in.ts';
import { ensureEnvironmentKey, ensureOwner, issueSignInToken } from './access/owner.ts';
import { type ComposedRuntime, composeRuntime } from './compose-runtime.ts';
import { startDemo } from './demo/demo.ts';
import { Backups } from './backups.ts';
import { BACKUPS, DATABASE } from './data-folder.ts';
import { StoredDeviceAuth } from './device-auth.ts';
import { createHttpServer } from './http/http-server.ts';
import { listenOn } from './listen.ts';
import { createMetrics } from './metrics.ts';
import type { ServerOptions } from './options.ts';
import { createReadiness } from './readiness.ts';
import { UnknownDevices } from './unknown-devices.ts';

/** Where the demo's receiver of webhooks listens; nothing else in private networks is opened for it. */
const DEMO_RECEIVER = '127.0.0.1/32';

/** After so many attempts an address is refused unheard, also a device that is only not registered yet. */
const MAYBE_UNKNOWN: ReadonlySet<ConnectRefusal> = new Set(['unknown', 'too_many_attempts']);

export interface StartParts {
  readonly version: string;
  readonly log: Logger;
  /** The editor's `dist`; it need not exist. */
  readonly editorDirectory: string;
}

/** A server that takes requests and devices. */
export interface RunningServer {
  /** Where people go, as `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Signs the owner in, once. */
  readonly signInUrl: string;
  readonly mqttPort: number;
  readonly dataDir: string;
  readonly storage: Storage;
  readonly runtime: Runtime;
  /** Stops taking requests, finishes what is at hand, lets go of the data. */
  close(): Promise<void>;
}

/** What the server is made of, once the store is open. */
interface Composition extends ComposedRuntime {
  readonly options: ServerOptions;
  readonly parts: StartParts;
  readonly storage: Storage;
  readonly secrets: SealedSecrets;
  readonly clock: Clock;
  readonly auth: StoredDeviceAuth;
  readonly unknownDevices: UnknownDevices;
  /** Set when it listens. */
  broker: MqttBroker | undefined;
}

/**
 * Composes and starts everything: store, runtime, MQTT broker, webhooks, HTTP. What was begun is
 * ended again when a part cannot start.
 * @throws {StorageError} the data folder cannot be used
 * @throws {ListenFailure} a port cannot be had
 * @throws {OptionError} an allowed range for webhooks is none
 */
export async function startServer(options: ServerOptions, parts: StartParts): Promise<RunningServer> {
  await using closing = new AsyncDisposableStack();
  const { log, version } = parts;
  const clock = systemClock;
  const dataDir = resolve(options.dataDir);
  const storage = openStorage({ file: join(dataDir, DATABASE), clock, tracesKept: options.tracesKept });
  closing.defer(() => storage.close());
  if (storage.restored !== null)
    log.warn(storage.restored, 'This is a backup: what it held as under way is held back');
  const owner = ensureOwner(storage);
  if (options.apiKey !== null) ensureEnvironmentKey(storage, owner, options.apiKey);

  const webhookAllow = options.demo ? [...options.webhookAllow, DEMO_RECEIVER] : options.webhookAllow;
  const secrets = new SealedSecrets(storage.secrets, options.secretKey ?? secretKeyIn(dataDir));
  const core = composeRuntime({ storage, secrets, clock, log, webhookAllow, version }, closing);
  const auth = new StoredDeviceAuth(storage.devices);
  const unknownDevices = new UnknownDevices(clock);
  const own = { options, parts, storage, secrets, clock, auth, unknownDevices };
  const composition: Composition = { ...core, ...own, broker: undefined };
  const app = await composeHttp(composition);
  closing.defer(() => app.close());

  core.runtime.start();
  closing.defer(startHousekeeping({ retention: storage.retention, limits: options.keep, clock, log }));
  const broker = await openMqtt(composition, closing);
  const port = await openHttp(app, options);
  if (options.demo) {
    const demo = await startDemo({ storage, mqttPort: broker.port, clock, random: Math.random, log });
    closing.defer(() => demo.close());
  }
  const url = `http://${hostForPeople(options.host)}:${port}`;
  const signInUrl = `${url}/sign-in#token=${issueSignInToken(storage, owner)}`;
  const ends = closing.move();
  const close = (): Promise<void> => ends.disposeAsync();
  return { url, signInUrl, mqttPort: broker.port, dataDir, storage, runtime: core.runtime, close };
}

async function composeHttp(composition: Composition): Promise<FastifyInstance> {
  const { options, parts, storage, clock, runtime, links, hub, pauses, auth, unknownDevices } = composition;
  const metrics = createMetrics({
    runtime,
    mqtt: () => composition.broker?.stats(),
    storageBytes: () => storage.sizeBytes(),
  });
  const app: FastifyInstance = await createHttpServer({
    services: {
      storage,
      definitions: definitionCatalogue,
      runtimes: nodeCatalogue,
      models: DEVICE_MODELS,
      runtime,
      links,
      pauses,
      backups: new Backups({ storage, clock, folder: join(resolve(options.dataDir), BACKUPS) }),
      unknownDevices,
      secrets: composition.secrets,
      clock,
      signIn: createSignIn(storage.access, clock, createPasswords()),
      server: { version: parts.version, mqttPort: () => composition.broker?.port ?? null },
    },
    devices: { directory: auth, ingress: runtime.ingress },
    credentials: createCredentials(storage.access, clock),
    hub,
    metrics,
    readiness: createReadiness({
      clock,
      storage,
      storeAvailable: () => runtime.storeAvailable,
      httpListens: () => app.server.listening,
      mqttListens: () => composition.broker !== undefined,
    }),
    log: parts.log,
    rateLimit: options.rateLimit,
    editorDirectory: parts.editorDirectory,
  });
  return app;
}

async function openMqtt(composition: Composition, closing: AsyncDisposableStack): Promise<MqttBroker> {
  const { auth, clock, links, options, parts, runtime, unknownDevices } = composition;
  const { log } = parts;
  const names = { what: 'MQTT', setting: '--mqtt-port or SIGNALBOX_MQTT_PORT' };
  const onRefused = (deviceId: string, reason: ConnectRefusal, address: string): void => {
    if (MAYBE_UNKNOWN.has(reason)) unknownDevices.note(deviceId, address);
  };
  const broker = await listenOn(options.mqtt, names, (port) =>
    startMqttBroker({
      host: options.host,
      port,
      directory: auth,
      ingress: runtime.ingress,
      clock,
      log,
      onRefused,
    }),
  );
  links.add(broker.links);
  composition.broker = broker;
  closing.defer(() => broker.close());
  closing.defer(auth.onRevoked((sourceId) => broker.disconnect(sourceId)));
  return broker;
}

async function openHttp(app: FastifyInstance, { host, http }: ServerOptions): Promise<number> {
  const names = { what: 'HTTP', setting: '--port or SIGNALBOX_PORT' };
  await listenOn(http, names, (port) => app.listen({ host, port }));
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : http.port;
}

/** An address that a browser on this machine can open, also when every interface is listened on. */
function hostForPeople(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
