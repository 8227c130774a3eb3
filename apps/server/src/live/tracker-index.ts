import type { DeviceRepository } from '@signalbox/storage';

interface Trackers {
  readonly owner: number | undefined;
  readonly all: readonly number[];
}

const NONE: Trackers = { owner: undefined, all: [] };

/** The trackers of each source, from memory; read anew after a device changed. */
export class TrackerIndex {
  readonly #devices: DeviceRepository;
  #bySource: ReadonlyMap<number, Trackers> | null = null;

  constructor(devices: DeviceRepository) {
    this.#devices = devices;
    devices.subscribe(() => {
      this.#bySource = null;
    });
  }

  /** The owner's tracker and its clones. */
  of(sourceId: number): readonly number[] {
    return this.#find(sourceId).all;
  }

  ownerOf(sourceId: number): number | undefined {
    return this.#find(sourceId).owner;
  }

  #find(sourceId: number): Trackers {
    this.#bySource ??= this.#read();
    return this.#bySource.get(sourceId) ?? NONE;
  }

  #read(): ReadonlyMap<number, Trackers> {
    const groups = Map.groupBy(this.#devices.list(), (device) => device.source.id);
    return new Map(
      [...groups].map(([sourceId, devices]) => [
        sourceId,
        { owner: devices.find(({ clone }) => !clone)?.id, all: devices.map(({ id }) => id) },
      ]),
    );
  }
}
