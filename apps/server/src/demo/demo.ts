import { FIELD_BEHAVIOUR, type FleetMember, generateDrive, startFleet } from '@signalbox/devices/simulator';
import { type FlowDocument, stringifyFlow } from '@signalbox/flow';
import type { Clock, Logger } from '@signalbox/runtime';
import type { Storage } from '@signalbox/storage';
import { z } from 'zod';
import { hashSecret, newSecret } from '../access/secrets.ts';
import { DEMO_FLEET } from './fleet.ts';
import { demoFlows } from './flows.ts';
import { type DemoReceiver, startReceiver } from './receiver.ts';
import { YARD } from './routes.ts';

/** What the demo made at its first start, so that later ones find it again. */
const stateSchema = z.object({ yardId: z.int(), flowIds: z.array(z.int()), receiverPort: z.int() });
type DemoState = z.infer<typeof stateSchema>;
const STATE_KEY = 'demo';

export interface DemoOptions {
  readonly storage: Storage;
  readonly mqttPort: number;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: Logger;
}

export interface Demo {
  close(): Promise<void>;
}

/**
 * Registers the demo fleet, its flows and a receiver, and lets the fleet drive. A second start on
 * the same data takes up what the first one made; what the user changed or deleted stays so.
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { storage, clock, random, log } = options;
  const before = readState(storage);
  const receiver = await startReceiver(before?.receiverPort ?? 0, log);
  const state = before ?? createPlaces(storage, receiver);
  if (before) moveReceiver(storage, before, receiver);
  storage.settings.set(STATE_KEY, { ...state, receiverPort: receiver.port });
  const fleet = startFleet({
    url: `mqtt://127.0.0.1:${options.mqttPort}`,
    members: register(storage, random),
    behaviour: FIELD_BEHAVIOUR,
    speedUp: 1,
    clock,
    random,
    onProblem: (deviceId, reason) =>
      log.debug({ device_id: deviceId, reason }, 'A demo device cannot connect'),
  });
  return {
    async close() {
      await fleet.stop();
      await receiver.close();
    },
  };
}

function readState(storage: Storage): DemoState | null {
  return stateSchema.safeParse(storage.settings.get(STATE_KEY)).data ?? null;
}

function createPlaces(storage: Storage, receiver: DemoReceiver): DemoState {
  const { latitude, longitude, radiusM } = YARD;
  const yard = storage.geofences.create({
    label: 'Yard',
    shape: { type: 'circle', center: [longitude, latitude], radius_m: radiusM },
  });
  const flowIds = demoFlows({ yardId: yard.id, receiverUrl: receiver.url }).map((document) => {
    const { id } = storage.flows.create(document);
    storage.flows.publish(id, { note: 'Demo' });
    return id;
  });
  return { yardId: yard.id, flowIds, receiverPort: receiver.port };
}

/** The receiver's old port was taken: the flows that tell it get its new address. */
function moveReceiver(storage: Storage, state: DemoState, receiver: DemoReceiver): void {
  if (state.receiverPort === receiver.port) return;
  const oldUrl = `http://127.0.0.1:${state.receiverPort}`;
  for (const id of state.flowIds) {
    const flow = storage.flows.get(id);
    if (!flow || !stringifyFlow(flow.document).includes(oldUrl)) continue;
    storage.flows.saveDraft(id, withUrl(flow.document, oldUrl, receiver.url));
    storage.flows.publish(id, { note: 'The demo receiver moved' });
  }
}

function withUrl(document: FlowDocument, from: string, to: string): FlowDocument {
  const nodes = document.nodes.map((node) => {
    const { url } = node.data;
    if (typeof url !== 'string') return node;
    return { ...node, data: { ...node.data, url: url.replace(from, to) } };
  });
  return { ...document, nodes };
}

/** Device keys are known to nobody after they were made, so each start gives the fleet new ones. */
function register(storage: Storage, random: () => number): readonly FleetMember[] {
  const devices = new Map(storage.devices.list().map((device) => [device.source.deviceId, device]));
  return DEMO_FLEET.map(({ deviceId, label, model, labels, route, profile }) => {
    const key = newSecret();
    const keyHash = hashSecret(key);
    const known = devices.get(deviceId);
    if (known) storage.devices.setKeyHash(known.source.id, keyHash);
    else storage.devices.create({ label, deviceId, model, keyHash, labels });
    return { deviceId, key, track: generateDrive(route, random), profile };
  });
}
