import { findModel, supports, switchesEngine, type EngineOwner } from '@signalbox/devices';
import type { Command } from '@signalbox/flow';
import type { Device } from '@signalbox/storage';
import type { ApiServices } from '../api/services.ts';
import { ledState } from '../led-state.ts';
import { sendNow } from './deliver.ts';
import type { PlatformHandlersOf } from './handler.ts';
import { PlatformFault } from './platform-fault.ts';

type Names =
  | 'tracker/output/set'
  | 'tracker/output/set_all'
  | 'tracker/led/read'
  | 'tracker/led/update'
  | 'tracker/get_outputs';

export function outputHandlers(services: ApiServices): PlatformHandlersOf<Names> {
  const { links, runtime, storage } = services;

  async function send({ source }: Device, command: Command): Promise<{ success: true }> {
    requireSupport(source, command);
    await sendNow(services, source.id, command);
    return { success: true };
  }

  return {
    'tracker/output/set': ({ output, enable }, { device }) =>
      send(device, { type: 'set_output', output, value: enable }),
    'tracker/output/set_all': ({ outputs }, { device }) =>
      send(device, { type: 'set_outputs', values: outputs }),
    'tracker/led/update': ({ value }, { device }) => send(device, { type: 'set_led', value }),
    'tracker/led/read': async (_parameters, { device: { source } }) => {
      requireSupport(source, { type: 'set_led', value: true });
      if (!links.isOnline(source.id)) throw new PlatformFault(213);
      const attributes = await runtime.attributes(source.id);
      return { success: true, value: ledState(storage.leds.get(source.id), attributes.get('led')) };
    },
    'tracker/get_outputs': (_parameters, { device }) => {
      const count = findModel(device.source.model)?.outputs ?? 0;
      const result = Array.from({ length: count }, (_, index) => ({
        number: index + 1,
        title: `Output ${index + 1}`,
      }));
      return { success: true, result };
    },
  };
}

/** An output that stops the engine is not switched by these calls: `engine_immobilizer/set` does. */
function requireSupport(owner: EngineOwner, command: Command): void {
  const model = findModel(owner.model);
  if (model !== undefined && supports(model, command) === null && !switchesEngine(owner, command)) return;
  throw new PlatformFault(214);
}
