import { statSync } from 'node:fs';
import type { LaneStore } from '@signalbox/runtime';
import { ApiKeyRepository } from './api-key-repository.ts';
import { AuditRepository } from './audit-repository.ts';
import type { Clock } from './clock.ts';
import { Connection } from './connection.ts';
import { DeliveryRepository } from './delivery-repository.ts';
import { DeviceRepository } from './device-repository.ts';
import { FlowRepository } from './flow-repository.ts';
import { GeofenceRepository } from './geofence-repository.ts';
import { SqliteLaneStore } from './lane-store.ts';
import { LedRepository } from './led-repository.ts';
import { MessageRepository } from './message-repository.ts';
import { openDatabase } from './open-database.ts';
import { OutputControlRepository } from './output-control-repository.ts';
import { QuarantineRepository } from './quarantine-repository.ts';
import { settleCopy } from './restored-copy.ts';
import type { RestoredCopy } from './restored-copy.ts';
import { Retention } from './retention.ts';
import { SessionRepository } from './session-repository.ts';
import { SecretRepository } from './secret-repository.ts';
import { SettingsRepository } from './settings-repository.ts';
import { SignInLinkRepository } from './sign-in-link-repository.ts';
import { TraceRepository } from './trace-repository.ts';
import { UserRepository } from './user-repository.ts';

export interface StorageOptions {
  /** Path of the database file; it and its folder are created when missing. */
  readonly file: string;
  readonly clock: Clock;
  /** How many traces of a kind are kept (`DEFAULT_TRACES_KEPT`). */
  readonly tracesKept?: number;
}

/** Everything that Signalbox keeps, in one file that this process alone holds. */
export interface Storage {
  readonly lane: LaneStore;
  readonly devices: DeviceRepository;
  readonly flows: FlowRepository;
  readonly geofences: GeofenceRepository;
  readonly deliveries: DeliveryRepository;
  readonly messages: MessageRepository;
  readonly traces: TraceRepository;
  readonly outputControls: OutputControlRepository;
  readonly leds: LedRepository;
  readonly access: {
    readonly users: UserRepository;
    readonly sessions: SessionRepository;
    readonly signInLinks: SignInLinkRepository;
    readonly apiKeys: ApiKeyRepository;
  };
  readonly secrets: SecretRepository;
  readonly settings: SettingsRepository;
  readonly audit: AuditRepository;
  readonly quarantine: QuarantineRepository;
  readonly retention: Retention;
  /** What was held back because this is a backup, opened for the first time; else `null`. */
  readonly restored: RestoredCopy | null;
  /**
   * Copies the database to a new file while it is in use.
   * @throws {StorageError} `not_writable`
   */
  backup(file: string): Promise<void>;
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
export function openStorage({ file, clock, tracesKept }: StorageOptions): Storage {
  const connection = new Connection(openDatabase(file), file);
  const restored = settleCopy(connection, clock.now());
  return {
    restored,
    backup: (to) => connection.copyTo(to, clock.now()),
    lane: new SqliteLaneStore(connection),
    devices: new DeviceRepository(connection, clock),
    flows: new FlowRepository(connection, clock),
    geofences: new GeofenceRepository(connection, clock),
    deliveries: new DeliveryRepository(connection),
    messages: new MessageRepository(connection),
    traces: new TraceRepository(connection, tracesKept),
    outputControls: new OutputControlRepository(connection),
    leds: new LedRepository(connection),
    access: {
      users: new UserRepository(connection, clock),
      sessions: new SessionRepository(connection, clock),
      signInLinks: new SignInLinkRepository(connection, clock),
      apiKeys: new ApiKeyRepository(connection, clock),
    },
    secrets: new SecretRepository(connection, clock),
    settings: new SettingsRepository(connection),
    audit: new AuditRepository(connection, clock),
    quarantine: new QuarantineRepository(connection),
    retention: new Retention(connection, clock),
    checkpoint: () => connection.checkpoint(),
    sizeBytes: () => sizeOf(file) + sizeOf(`${file}-wal`),
    close: () => connection.close(),
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
