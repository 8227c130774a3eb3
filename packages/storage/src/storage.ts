import { statSync } from 'node:fs';
import type { LaneStore } from '@signalbox/runtime';
import type { Clock } from './clock.ts';
import { Connection } from './connection.ts';
import { DeviceRepository } from './device-repository.ts';
import { FlowRepository } from './flow-repository.ts';
import { SqliteLaneStore } from './lane-store.ts';
import { openDatabase } from './open-database.ts';

export interface StorageOptions {
  /** Path of the database file; it and its folder are created when missing. */
  readonly file: string;
  readonly clock: Clock;
}

/** Everything that Signalbox keeps, in one file that this process alone holds. */
export interface Storage {
  readonly lane: LaneStore;
  readonly devices: DeviceRepository;
  readonly flows: FlowRepository;
  /** Moves the log into the database file, as before a copy of the file is made. */
  checkpoint(): void;
  /** Bytes on disk: the database and its log. */
  sizeBytes(): number;
  /** Lets go of the file; may be called twice. */
  close(): void;
}

/**
 * Opens the store, creating it or bringing its tables up to date.
 * @throws {StorageError} `not_writable`, `in_use`, `not_a_database`, `foreign_database`,
 *   `newer_version`, `corrupt`
 */
export function openStorage({ file, clock }: StorageOptions): Storage {
  const connection = new Connection(openDatabase(file), file);
  return {
    lane: new SqliteLaneStore(connection),
    devices: new DeviceRepository(connection, clock),
    flows: new FlowRepository(connection, clock),
    checkpoint: () => connection.checkpoint(),
    sizeBytes: () => sizeOf(file) + sizeOf(`${file}-wal`),
    close: () => connection.close(),
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
