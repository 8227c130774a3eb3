import { engineDutyOf, findModel, refusalOf } from '@signalbox/devices';
import type { Command } from '@signalbox/flow';
import type { EngineDuty, SourceDirectory, SourceRecord } from '@signalbox/runtime';
import type { DeviceRepository } from '@signalbox/storage';

/** Who the sources are, from the store's memory, and what their models and profiles say. */
export class DeviceDirectory implements SourceDirectory {
  readonly #devices: DeviceRepository;

  constructor(devices: DeviceRepository) {
    this.#devices = devices;
  }

  get(sourceId: number): SourceRecord | undefined {
    return this.#devices.source(sourceId);
  }

  list(): readonly SourceRecord[] {
    return this.#devices.sources();
  }

  subscribe(changed: (sourceIds: readonly number[]) => void): () => void {
    return this.#devices.subscribe((sourceId) => changed([sourceId]));
  }

  refusalOf(sourceId: number, command: Command, guarded: boolean): string | null {
    const source = this.#devices.source(sourceId);
    return source ? refusalOf(source, command, guarded) : 'the device is unknown';
  }

  engineDutyOf(sourceId: number, command: Command): EngineDuty {
    const source = this.#devices.source(sourceId);
    return source ? engineDutyOf(source, command) : { effect: 'none', guard: null };
  }

  recognisesId(sourceId: number): boolean {
    const source = this.#devices.source(sourceId);
    return (source && findModel(source.model)?.recognisesId) ?? false;
  }
}
