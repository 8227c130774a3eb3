import { DEFAULT_TIMELINESS, type FlowDocument, flowDocumentSchema } from '@signalbox/flow';
import { systemClock } from '@signalbox/node-host';
import { nodeCatalogue } from '@signalbox/nodes/runtimes';
import {
  createRuntime,
  type LaneStore,
  NO_PAUSES,
  NO_SECRETS,
  type Runtime,
  type SourceRecord,
  type WebhookSender,
} from '@signalbox/runtime';

export const SOURCES = 1000;

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

function sourceOf(id: number): SourceRecord {
  const deviceId = `device-${id}`;
  const device = { id, deviceId, model: 'ngp_generic', label: deviceId, labels: [] };
  return { ...device, blocked: false, limits: DEFAULT_TIMELINESS, engineCut: null };
}

/** Every record of every device makes one webhook. */
export function telling(url: string): FlowDocument {
  return flowDocumentSchema.parse({
    title: 'Tell',
    nodes: [
      { id: 1, type: 'data_source', data: { title: 'All', select: { all: true } } },
      { id: 2, type: 'webhook', data: { title: 'Tell', url, body: '{"device": {{device_id}}, "t": {{t}}}' } },
    ],
    edges: [{ from: 1, to: 2 }],
  });
}

/** A runtime over a real store, with 1,000 devices that are never online and one flow. */
export function fleetRuntime(store: LaneStore, webhooks: WebhookSender, document: FlowDocument): Runtime {
  return createRuntime({
    store,
    directory: {
      get: sourceOf,
      list: () => Array.from({ length: SOURCES }, (_, index) => sourceOf(index + 1)),
      subscribe: () => () => {},
      refusalOf: () => null,
      engineDutyOf: () => ({ effect: 'none', guard: null }),
      recognisesId: () => true,
    },
    flows: { current: () => [{ id: 1, version: 1, document }], subscribe: () => () => {} },
    catalogue: nodeCatalogue,
    links: { isOnline: () => false, send: async () => null },
    webhooks,
    secrets: NO_SECRETS,
    pauses: NO_PAUSES,
    geofences: { contains: () => null },
    clock: systemClock,
    random: Math.random,
    live: { watched: false, emit: () => {} },
    log: quiet,
  });
}
