import { nodeCatalogue } from '@signalbox/nodes/runtimes';
import {
  type Clock,
  createRuntime,
  GeofenceBook,
  LinkBoard,
  type Logger,
  type Runtime,
  type SecretVault,
} from '@signalbox/runtime';
import type { Storage } from '@signalbox/storage';
import { createWebhookSender } from '@signalbox/webhooks';
import { DeviceDirectory } from './device-directory.ts';
import { createDescriber } from './live/describe.ts';
import { LiveHub } from './live/live-hub.ts';
import { OptionError } from './option-error.ts';
import { PauseBook } from './pause-book.ts';
import { TrackerIndex } from './live/tracker-index.ts';

export interface RuntimeParts {
  readonly storage: Storage;
  readonly secrets: SecretVault;
  readonly clock: Clock;
  readonly log: Logger;
  /** Ranges inside private networks that webhooks may reach. */
  readonly webhookAllow: readonly string[];
  readonly version: string;
}

/** The runtime with the parts that others hang on. */
export interface ComposedRuntime {
  readonly runtime: Runtime;
  /** Where transports announce their links. */
  readonly links: LinkBoard;
  readonly hub: LiveHub;
  readonly pauses: PauseBook;
}

/**
 * Builds the runtime over the store, not yet started.
 * @param closing takes what stops it again
 * @throws {OptionError} when an allowed range is none
 */
export function composeRuntime(parts: RuntimeParts, closing: AsyncDisposableStack): ComposedRuntime {
  const { storage, secrets, clock, log, webhookAllow, version } = parts;
  const webhooks = openWebhooks(webhookAllow, version, clock);
  closing.defer(() => webhooks.close());
  const hub = new LiveHub(clock, createDescriber(new TrackerIndex(storage.devices)));
  const links = new LinkBoard();
  const pauses = new PauseBook(storage.settings);
  const runtime = createRuntime({
    store: storage.lane,
    directory: new DeviceDirectory(storage.devices),
    flows: storage.flows,
    catalogue: nodeCatalogue,
    links,
    webhooks,
    secrets,
    pauses,
    geofences: followGeofences(storage, closing),
    clock,
    random: Math.random,
    live: hub,
    log,
    traces: storage.traces,
  });
  closing.defer(() => runtime.stop());
  return { runtime, links, hub, pauses };
}

function openWebhooks(allow: readonly string[], version: string, clock: Clock) {
  try {
    return createWebhookSender({ allow, userAgent: `Signalbox/${version}`, clock });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OptionError(`SIGNALBOX_WEBHOOK_ALLOW: ${reason}.`, { cause: error });
  }
}

/** The geofences in memory, kept as they are in the store. */
function followGeofences({ geofences }: Storage, closing: AsyncDisposableStack): GeofenceBook {
  const book = new GeofenceBook();
  book.update(geofences.list());
  closing.defer(geofences.subscribe(() => book.update(geofences.list())));
  return book;
}
