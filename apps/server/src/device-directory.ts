import { findModel, supports, switchesEngineBlock } from '@signalbox/devices';
import type { Command } from '@signalbox/flow';
import type { SourceDirectory, SourceRecord } from '@signalbox/runtime';
import type { DeviceRepository } from '@signalbox/storage';

/** Who the sources are, from the store's memory, and what their models can do. */
export class DeviceDirectory implements SourceDirectory {
  readonly #devices: DeviceRepository;

  constructor(devices: DeviceRepository) {
    this.#devices = devices;
  }

  get(sourceId: number): SourceRecord | undefined {
    return this.#devices.source(sourceId);
  }

  refusalOf(sourceId: number, command: Command, guarded: boolean): string | null {
    const model = this.#modelOf(sourceId);
    if (model === undefined) return 'the device or its model is unknown';
    const unsupported = supports(model, command);
    if (unsupported !== null) return unsupported;
    // Design §6: a flow may cut the engine only with a guard that is looked at when it is sent.
    if (guarded || !switchesEngineBlock(model, command)) return null;
    return `output ${model.engineBlockOutput} is reserved to engine block: it takes a guard`;
  }

  recognisesId(sourceId: number): boolean {
    return this.#modelOf(sourceId)?.recognisesId ?? false;
  }

  #modelOf(sourceId: number) {
    const source = this.#devices.source(sourceId);
    return source && findModel(source.model);
  }
}
