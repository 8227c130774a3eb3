import type {
  Device as DeviceOnWire,
  DeviceDetail,
  Model,
  UnknownDevice as UnknownDeviceOnWire,
} from '@signalbox/api';
import { type DeviceModel, findModel } from '@signalbox/devices';
import type { JsonValue, Sample } from '@signalbox/flow';
import type { Device } from '@signalbox/storage';
import { ledState } from '../led-state.ts';
import { linesOf } from '../output-states.ts';
import type { UnknownDevice } from '../unknown-devices.ts';
import { showEngineCut } from './engine-cut.ts';
import type { ApiServices } from './services.ts';
import { toTimestamp, toTimestampOrNull } from './wire.ts';

type Attributes = ReadonlyMap<string, Sample>;

/** A tracker as lists show it. */
export async function showDevice(services: ApiServices, device: Device): Promise<DeviceOnWire> {
  return summary(services, device, await services.runtime.attributes(device.source.id));
}

/** A tracker with its last attributes. */
export async function showDeviceDetail(services: ApiServices, device: Device): Promise<DeviceDetail> {
  const attributes = await services.runtime.attributes(device.source.id);
  const samples = [...attributes];
  return {
    ...summary(services, device, attributes),
    attributes: Object.fromEntries(samples.map(([name, { value }]) => [name, value])),
    timeliness: device.source.timeliness,
    attribute_times: Object.fromEntries(
      samples.map(([name, { generationTime }]) => [name, toTimestamp(generationTime)]),
    ),
  };
}

export function showModel(model: DeviceModel): Model {
  const { code, title, vendor, transport, outputs, single, batch, led, engineBlockOutput } = model;
  return {
    code,
    title,
    vendor,
    transport,
    outputs,
    single,
    batch,
    led,
    engine_block_output: engineBlockOutput,
  };
}

export function showUnknownDevice(unknown: UnknownDevice): UnknownDeviceOnWire {
  const { deviceId, attempts, lastAttemptAt, address } = unknown;
  return { device_id: deviceId, attempts, last_attempt_at: toTimestamp(lastAttemptAt), address };
}

function summary(services: ApiServices, device: Device, attributes: Attributes): DeviceOnWire {
  const { id, label, labels, clone, createdAt, source } = device;
  const [newest] = services.storage.messages.history({ sourceId: source.id, limit: 1 }).list;
  return {
    id,
    label,
    labels: [...labels],
    clone,
    created_at: toTimestamp(createdAt),
    source: { id: source.id, device_id: source.deviceId, model: source.model, blocked: source.blocked },
    connection: {
      online: services.links.isOnline(source.id),
      last_message_at: toTimestampOrNull(newest?.messageTime ?? null),
    },
    outputs: outputsOf(findModel(source.model)?.outputs ?? 0, attributes.get('output_status')?.value),
    led: ledState(services.storage.leds.get(source.id), attributes.get('led')),
    engine_cut: showEngineCut(source),
  };
}

/** Without a report nothing is known. */
function outputsOf(count: number, status: JsonValue | undefined): (boolean | null)[] {
  return linesOf(count, status) ?? Array.from({ length: count }, () => null);
}
