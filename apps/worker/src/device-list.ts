import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { engineDutyOf, findModel, refusalOf, type DeviceDirectory } from '@signalbox/devices';
import type { Command } from '@signalbox/flow';
import type { EngineDuty, Logger, SourceDirectory, SourceRecord } from '@signalbox/runtime';
import { readDevices } from './files/devices-file.ts';
import { FileProblem } from './files/file-problem.ts';

/** The devices of a file, in memory: who they are and what their models can do. */
export class DeviceList implements SourceDirectory, DeviceDirectory {
  readonly #file: string;
  readonly #log: Logger;
  readonly #listeners = new Set<(sourceIds: readonly number[]) => void>();
  #byId: ReadonlyMap<number, SourceRecord> = new Map();
  #idOf: ReadonlyMap<string, number> = new Map();

  /** @throws {FileProblem} when the file cannot be used */
  constructor(file: string, log: Logger) {
    this.#file = file;
    this.#log = log;
    this.#replace(this.#read());
  }

  get size(): number {
    return this.#byId.size;
  }

  /**
   * Reads the file again. One that cannot be used leaves the devices as they are and is logged.
   * @returns whether anything changed
   */
  reload(): boolean {
    try {
      return this.#replace(this.#read());
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      this.#log.error({ reason: error.message }, 'The devices stay as they are');
      return false;
    }
  }

  get(sourceId: number): SourceRecord | undefined {
    return this.#byId.get(sourceId);
  }

  sourceIdOf(deviceId: string): number | undefined {
    return this.#idOf.get(deviceId);
  }

  deviceIdOf(sourceId: number): string | undefined {
    return this.#byId.get(sourceId)?.deviceId;
  }

  list(): readonly SourceRecord[] {
    return [...this.#byId.values()];
  }

  subscribe(changed: (sourceIds: readonly number[]) => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  refusalOf(sourceId: number, command: Command, guarded: boolean): string | null {
    const source = this.#byId.get(sourceId);
    return source ? refusalOf(source, command, guarded) : 'the list of devices does not name the device';
  }

  engineDutyOf(sourceId: number, command: Command): EngineDuty {
    const source = this.#byId.get(sourceId);
    return source ? engineDutyOf(source, command) : { effect: 'none', guard: null };
  }

  recognisesId(sourceId: number): boolean {
    const source = this.#byId.get(sourceId);
    return (source && findModel(source.model)?.recognisesId) ?? false;
  }

  #read(): readonly SourceRecord[] {
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new FileProblem(`${this.#file}: the list of devices cannot be read: ${reason}`, { cause });
    }
    return readDevices(this.#file, text);
  }

  /** A device that did not change stays the same object: its flows need not be looked up anew. */
  #replace(devices: readonly SourceRecord[]): boolean {
    const kept = devices.map((device) => {
      const known = this.#byId.get(device.id);
      return isDeepStrictEqual(known, device) && known ? known : device;
    });
    const before = this.#byId;
    this.#byId = new Map(kept.toSorted((a, b) => a.id - b.id).map((device) => [device.id, device]));
    this.#idOf = new Map(kept.map(({ deviceId, id }) => [deviceId, id]));
    const ids = [...new Set([...before.keys(), ...this.#byId.keys()])];
    const changed = ids.filter((id) => this.#byId.get(id) !== before.get(id));
    if (changed.length > 0) for (const listener of this.#listeners) listener(changed);
    return changed.length > 0;
  }
}
