import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { connectOutsideBroker, type OutsideBroker, type OutsideBrokerStats } from '@signalbox/devices';
import { nodeCatalogue } from '@signalbox/nodes/runtimes';
import {
  createRuntime,
  GeofenceBook,
  LinkBoard,
  NO_PAUSES,
  NO_SECRETS,
  type Clock,
  type Logger,
  type Runtime,
  type RuntimeStats,
} from '@signalbox/runtime';
import { openStorage, type RetentionLimits, startHousekeeping, type Storage } from '@signalbox/storage';
import { createWebhookSender } from '@signalbox/webhooks';
import { DeviceList } from './device-list.ts';
import { FileProblem } from './files/file-problem.ts';
import { readGeofences } from './files/geofences-file.ts';
import { FlowFolder } from './flow-folder.ts';
import { FlowRegister } from './flow-register.ts';
import { WorkerOptionProblem } from './start-failure.ts';
import { watchFolder } from './watch.ts';

export interface WorkerOptions {
  /** Folder of exported flow files. */
  readonly flowsDir: string;
  /** `[{id, device_id, model, label, labels?, blocked?}]` */
  readonly devicesFile: string;
  /** `[{id, shape}]`; none when absent. */
  readonly geofencesFile?: string;
  readonly broker: BrokerOptions;
  /** Folder of the database; belongs to this worker alone. */
  readonly dataDir: string;
  /** CIDR ranges inside private networks that webhooks may reach. */
  readonly webhookAllow: readonly string[];
  /** How long history, deliveries and quarantine are kept. */
  readonly keep: RetentionLimits;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: Logger;
  readonly userAgent: string;
}

export interface BrokerOptions {
  /** `mqtt://host[:port]` or `mqtts://host[:port]` */
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  /** Names the session at the broker; by default one that is made once and kept in the data folder. */
  readonly clientId?: string;
}

export interface WorkerStats {
  readonly runtime: Readonly<RuntimeStats>;
  readonly broker: OutsideBrokerStats;
}

/** A runtime over an outside MQTT broker, without HTTP and without an editor. */
export interface Worker {
  /** Resolves when the broker has been reached for the first time; it is tried until then. */
  readonly ready: Promise<void>;
  stats(): WorkerStats;
  /** Looks at flows, devices and geofences again, as when a file changed. */
  reload(): void;
  /** Finishes the batch at hand; the broker keeps what is not acknowledged for the next start. */
  close(): Promise<void>;
}

const LIVE_UNWATCHED = { watched: false, emit: () => {} };

/**
 * Starts a worker.
 * @throws {StorageError} when the data folder cannot be used
 * @throws {FileProblem} when the flows' folder or one of the files cannot be read
 * @throws {WorkerOptionProblem} when the broker's address or a range for webhooks is none
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { clock, log, random } = options;
  await using stack = new AsyncDisposableStack();
  const storage = openStorage({ file: join(options.dataDir, 'signalbox.db'), clock });
  stack.defer(() => storage.close());
  const files = readFiles(options, storage);
  const { webhookAllow: allow, userAgent } = options;
  const webhooks = checked(() => createWebhookSender({ allow, userAgent, clock }));
  stack.defer(() => webhooks.close());
  const links = new LinkBoard();
  const runtime = createRuntime({
    store: storage.lane,
    directory: files.devices,
    flows: files.flows,
    catalogue: nodeCatalogue,
    links,
    webhooks,
    secrets: NO_SECRETS,
    pauses: NO_PAUSES,
    geofences: files.geofences,
    clock,
    random,
    live: LIVE_UNWATCHED,
    log,
  });
  stack.defer(() => runtime.stop());
  const broker = connectBroker(options, { storage, runtime, devices: files.devices });
  stack.defer(() => broker.close());
  links.add(broker.links);
  runtime.start();
  const { retention } = storage;
  stack.defer(startHousekeeping({ retention, limits: options.keep, clock, log }));
  const reload = (): void => files.reload(broker);
  for (const stop of watchFiles(options, reload)) stack.defer(stop);
  log.info({ flows: files.flows.current().length, devices: files.devices.size }, 'The worker runs');
  const running = stack.move();
  return {
    ready: broker.ready,
    stats: () => ({ runtime: runtime.stats, broker: broker.stats() }),
    reload,
    close: () => running.disposeAsync(),
  };
}

interface Files {
  readonly flows: FlowFolder;
  readonly devices: DeviceList;
  readonly geofences: GeofenceBook;
  reload(broker: OutsideBroker): void;
}

function readFiles({ flowsDir, devicesFile, geofencesFile, log }: WorkerOptions, storage: Storage): Files {
  const devices = new DeviceList(devicesFile, log);
  const register = new FlowRegister(storage.settings);
  const flows = new FlowFolder({ directory: flowsDir, register, catalogue: nodeCatalogue, log });
  const geofences = new GeofenceBook();
  updateGeofences(geofences, geofencesFile);
  return {
    flows,
    devices,
    geofences,
    reload(broker) {
      // Devices first: a flow that names a new one finds it.
      if (devices.reload()) {
        log.info({ devices: devices.size }, 'The devices changed');
        broker.refresh();
      }
      try {
        updateGeofences(geofences, geofencesFile);
      } catch (error) {
        if (!(error instanceof FileProblem)) throw error;
        log.error({ reason: error.message }, 'The geofences stay as they are');
      }
      flows.reload();
    },
  };
}

function updateGeofences(geofences: GeofenceBook, file: string | undefined): void {
  if (file === undefined) return;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FileProblem(`${file}: the geofences cannot be read: ${reason}`, { cause });
  }
  geofences.update(readGeofences(file, text));
}

function connectBroker(
  { broker, clock, log }: WorkerOptions,
  parts: { readonly storage: Storage; readonly runtime: Runtime; readonly devices: DeviceList },
): OutsideBroker {
  const { clientId, ...address } = broker;
  return checked(() =>
    connectOutsideBroker({
      ...address,
      clientId: clientId ?? ownClientId(parts.storage),
      directory: parts.devices,
      ingress: parts.runtime.ingress,
      clock,
      log,
    }),
  );
}

/** Adapters refuse an option by throwing while they are made. */
function checked<Made>(make: () => Made): Made {
  try {
    return make();
  } catch (cause) {
    throw new WorkerOptionProblem(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** The broker keeps unacknowledged messages under this name, so it must survive a restart. */
function ownClientId({ settings }: Storage): string {
  const known = settings.get('worker.client_id');
  if (typeof known === 'string') return known;
  const made = `signalbox-worker-${randomUUID()}`;
  settings.set('worker.client_id', made);
  return made;
}

function watchFiles(options: WorkerOptions, changed: () => void): readonly (() => void)[] {
  const { flowsDir, devicesFile, geofencesFile, clock, log } = options;
  const watched = (directory: string, concerns: (name: string) => boolean): (() => void) =>
    watchFolder(directory, { clock, log, concerns, changed });
  // A file is watched through its folder: most editors put a new one in its place.
  const single = [devicesFile, ...(geofencesFile === undefined ? [] : [geofencesFile])];
  return [
    watched(flowsDir, (name) => name.endsWith('.json')),
    ...single.map((file) => watched(dirname(file), (name) => name === basename(file))),
  ];
}
