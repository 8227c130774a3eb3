import type { ModelOnWire, TrackerOnWire } from '@signalbox/api';
import type { DeviceModel } from '@signalbox/devices';
import type { Device } from '@signalbox/storage';
import type { ApiServices } from '../api/services.ts';
import { accept, commandSpec } from './deliver.ts';
import type { PlatformHandlersOf } from './handler.ts';
import { PlatformFault, wrongParameter } from './platform-fault.ts';
import { showState } from './state-view.ts';

type Names =
  | 'tracker/list'
  | 'tracker/read'
  | 'tracker/get_state'
  | 'tracker/list_models'
  | 'tracker/raw_command/send';

export function trackerHandlers(services: ApiServices): PlatformHandlersOf<Names> {
  const { clock, models, storage } = services;
  return {
    'tracker/list': ({ labels }, { date }) => {
      const devices = storage.devices.list().filter(({ label }) => matches(label, labels));
      return { success: true, list: devices.map((device) => showTracker(device, date)) };
    },
    'tracker/read': (_parameters, { device, date }) => ({ success: true, value: showTracker(device, date) }),
    'tracker/get_state': async (_parameters, { device, date }) => ({
      success: true,
      user_time: date(clock.now()),
      state: await showState(services, device, date),
    }),
    'tracker/list_models': ({ codes }) => {
      const wanted = models.filter(({ code }) => codes === undefined || codes.includes(code));
      return { success: true, list: wanted.map(showModel) };
    },
    'tracker/raw_command/send': async ({ command, type, reliable }, { device }) => {
      const text = type === 'hex' ? textOfHex(command) : command;
      const spec = commandSpec(clock.now(), device.source.id, { type: 'raw', command: text, reliable });
      await accept(services, spec);
      return { success: true };
    },
  };
}

function matches(label: string, parts: readonly string[] | undefined): boolean {
  return parts === undefined || parts.some((part) => label.toLowerCase().includes(part.toLowerCase()));
}

function showTracker(
  { id, label, clone, createdAt, source }: Device,
  date: (ms: number) => string,
): TrackerOnWire {
  const { id: sourceId, deviceId, model, blocked } = source;
  const day = date(createdAt).slice(0, 10);
  return {
    id,
    label,
    clone,
    group_id: 0,
    source: { id: sourceId, device_id: deviceId, model, blocked, creation_date: day },
    tag_bindings: [],
  };
}

function showModel(model: DeviceModel): ModelOnWire {
  const { code, title, outputs, led } = model;
  return {
    code,
    name: title,
    digital_outputs: outputs,
    output_control: outputControlOf(model),
    special_control: 'none',
    rules: [],
    has_led_control: led,
  };
}

function outputControlOf({ outputs, single, batch }: DeviceModel): 'none' | 'default' | 'batch' {
  if (outputs === 0) return 'none';
  if (single) return 'default';
  return batch ? 'batch' : 'none';
}

/**
 * Bytes as the text that they are: our links carry text.
 * @throws {PlatformFault} 7 for what is no hex, 214 for bytes that are no printable ASCII
 */
function textOfHex(hex: string): string {
  if (!/^(?:[0-9a-f]{2})+$/i.test(hex)) throw wrongParameter('command', 'Non-hex string');
  const text = Buffer.from(hex, 'hex').toString('latin1');
  if (!/^[\x20-\x7e]+$/.test(text)) throw new PlatformFault(214);
  return text;
}
