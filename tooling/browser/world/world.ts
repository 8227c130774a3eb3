import { type ApiClient, createApiClient } from '@signalbox/api';
import type { Fleet } from '@signalbox/devices/simulator';
import { expect } from '@playwright/test';
import { startFastVan } from './fast-van.ts';
import { OWNER_KEY, ServerProcess } from './server-process.ts';

/** A server with one van that drives and reports. */
export interface World {
  readonly server: ServerProcess;
  /** The owner's own calls, for what a test prepares and looks up. */
  readonly api: ApiClient;
  readonly van: { readonly id: number; readonly label: string };
  /** Deletes all flows and switches the van's output 1 off. */
  rest(): Promise<void>;
  stop(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const server = await ServerProcess.start();
  const api = createApiClient({ baseUrl: server.url, fetch, key: OWNER_KEY });
  const label = 'Van 1';
  const device = await api.createDevice({ body: { label, device_id: 'van-1', model: 'ngp_generic' } });
  const fleet: Fleet = startFastVan({ url: server.mqttUrl, deviceId: 'van-1', key: device.key });
  return {
    server,
    api,
    van: { id: device.id, label },
    async rest() {
      const { list } = await api.listFlows();
      for (const { id } of list) await api.deleteFlow({ params: { id } });
      await switchOff(api, device.id);
    },
    async stop() {
      await fleet.stop();
      await server.stop();
    },
  };
}

/** Resolves when the device has shown that it is so. */
async function switchOff(api: ApiClient, id: number): Promise<void> {
  await expect.poll(() => deviceState(api, id), { timeout: 20_000 }).toMatchObject({ online: true });
  await api.sendCommand({ params: { id }, body: { type: 'set_output', output: 1, value: false } });
  await expect.poll(() => deviceState(api, id), { timeout: 20_000 }).toMatchObject({ output: false });
}

async function deviceState(api: ApiClient, id: number): Promise<object> {
  const device = await api.getDevice({ params: { id } });
  return { online: device.connection.online, output: device.outputs[0] };
}
