import { DEFAULT_TIMELINESS_SETTINGS } from '@signalbox/flow';
import type { EngineCut, SourceRecord } from '@signalbox/runtime';
import { ChangeFeed } from './change-feed.ts';
import type { Connection } from './connection.ts';
import { deviceStatements } from './device-sql.ts';
import type { Device, NewDevice, DeviceChange, DeviceCredentials } from './device-record.ts';
import type { Clock } from './clock.ts';
import { SQLITE, sqliteCode } from './sqlite-error.ts';
import { StorageError, notFound } from './storage-error.ts';

const DEFAULTS: ReadonlyMap<string, unknown> = new Map(Object.entries(DEFAULT_TIMELINESS_SETTINGS));

/** Trackers and sources. */
export class DeviceRepository {
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #sql: ReturnType<typeof deviceStatements>;
  readonly #feed = new ChangeFeed<number>();
  readonly #records = new Map<number, SourceRecord>();
  #all: readonly SourceRecord[] | null = null;

  constructor(connection: Connection, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
    this.#sql = deviceStatements(connection);
  }

  /** @throws {StorageError} `device_exists` */
  create(device: NewDevice): Device {
    const { label, deviceId, model, keyHash, labels = [] } = device;
    const now = this.#clock.now();
    try {
      return this.#change(() => {
        const sourceId = this.#sql.insertSource.insert(deviceId, model, keyHash, now);
        return this.#insertTracker({ sourceId, label, labels, clone: false });
      });
    } catch (error) {
      if (sqliteCode(error) !== SQLITE.CONSTRAINT) throw error;
      throw new StorageError('device_exists', `A device with id "${deviceId}" exists already.`);
    }
  }

  /** In order of creation. */
  list(): readonly Device[] {
    return this.#sql.list.all();
  }

  get(trackerId: number): Device | undefined {
    return this.#sql.get.get(trackerId);
  }

  /** @throws {StorageError} `not_found` */
  update(trackerId: number, change: DeviceChange): Device {
    return this.#change(() => {
      const device = this.#require(trackerId);
      const label = change.label ?? device.label;
      const labels = change.labels ?? device.labels;
      this.#sql.updateTracker.run(label, JSON.stringify(labels), trackerId);
      const blocked = change.blocked ?? device.source.blocked;
      this.#sql.setBlocked.run(blocked ? 1 : 0, device.source.id);
      if (change.timeliness !== undefined) this.#setTimeliness(device, change.timeliness);
      if (change.engineCut !== undefined) this.#setEngineCut(device.source.id, change.engineCut);
      return this.#require(trackerId);
    });
  }

  /**
   * Makes another tracker of the same source, under the same label unless told otherwise.
   * @throws {StorageError} `not_found`
   */
  clone(trackerId: number, options: { label?: string } = {}): Device {
    return this.#change(() => {
      const { source, label: original, labels } = this.#require(trackerId);
      const label = options.label ?? original;
      return this.#insertTracker({ sourceId: source.id, label, labels, clone: true });
    });
  }

  /**
   * Removes a tracker; with the last tracker of a source the source and all its rows go too. When
   * the original goes, its oldest clone takes its place: a source always has one owner.
   * @throws {StorageError} `not_found`
   */
  remove(trackerId: number): void {
    this.#change(() => {
      const device = this.#require(trackerId);
      this.#sql.removeTracker.run(trackerId);
      this.#sql.promoteClone.run(device.source.id);
      if (this.#sql.ownerOf.get(device.source.id) === undefined) this.#removeSource(device.source.id);
      return device;
    });
  }

  setKeyHash(sourceId: number, keyHash: string): void {
    if (this.#sql.setKeyHash.run(keyHash, sourceId) === 0) throw notFound(`Source ${sourceId}`);
    this.#feed.emit(sourceId);
  }

  keyHashOf(deviceId: string): DeviceCredentials | undefined {
    return this.#sql.credentials.get(deviceId);
  }

  /** Every source, by ascending id, under the name of its owner; from memory until one changes. */
  sources(): readonly SourceRecord[] {
    this.#all ??= this.#sql.sources.all();
    return this.#all;
  }

  /** One source, from memory: lanes ask for every message. */
  source(sourceId: number): SourceRecord | undefined {
    const known = this.#records.get(sourceId);
    if (known !== undefined) return known;
    const record = this.#sql.source.get(sourceId);
    if (record !== undefined) this.#records.set(sourceId, record);
    return record;
  }

  ownerTrackerOf(sourceId: number): Device | undefined {
    return this.#sql.ownerOf.get(sourceId);
  }

  /** Calls back with the id of a source after it, its key or one of its trackers changed or went. */
  subscribe(changed: (sourceId: number) => void): () => void {
    return this.#feed.subscribe(changed);
  }

  #change(work: () => Device): Device {
    const device = this.#connection.transaction(work);
    this.#records.delete(device.source.id);
    this.#all = null;
    this.#feed.emit(device.source.id);
    return device;
  }

  /** Only what differs from the defaults is kept, so that the rest follows them. */
  #setTimeliness({ source }: Device, change: DeviceChange['timeliness']): void {
    const settings = change ? { ...source.timeliness, ...change } : DEFAULT_TIMELINESS_SETTINGS;
    const own = Object.entries(settings).filter(([name, value]) => value !== DEFAULTS.get(name));
    const text = own.length === 0 ? null : JSON.stringify(Object.fromEntries(own));
    this.#sql.setTimeliness.run(text, source.id);
  }

  #require(trackerId: number): Device {
    const device = this.get(trackerId);
    if (device === undefined) throw notFound(`Device ${trackerId}`);
    return device;
  }

  #insertTracker(tracker: {
    sourceId: number;
    label: string;
    labels: readonly string[];
    clone: boolean;
  }): Device {
    const { sourceId, label, labels, clone } = tracker;
    const now = this.#clock.now();
    const text = JSON.stringify(labels);
    return this.#require(this.#sql.insertTracker.insert(sourceId, label, text, clone ? 1 : 0, now));
  }

  #setEngineCut(sourceId: number, engineCut: EngineCut | null): void {
    this.#sql.setEngineCut.run(engineCut === null ? null : JSON.stringify(engineCut), sourceId);
  }

  #removeSource(sourceId: number): void {
    for (const statement of this.#sql.removeSource) statement.run(sourceId);
  }
}
