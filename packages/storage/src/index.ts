export { openStorage } from './storage.ts';
export type { Storage, StorageOptions } from './storage.ts';
export { backupDatabase } from './backup.ts';
export type { QuarantineEntry, QuarantineRepository } from './quarantine-repository.ts';
export { startHousekeeping } from './housekeeping.ts';
export { readRetention } from './retention-settings.ts';
export type { Retention, RetentionLimits } from './retention.ts';
export { restoreDatabase } from './restore.ts';
export type { Restored, RestoreOptions } from './restore.ts';
export type { RestoredCopy } from './restored-copy.ts';
export { StorageError } from './storage-error.ts';
export type { StorageErrorCode } from './storage-error.ts';
export type { Page } from './page.ts';
export type { Device, DeviceChange, DeviceCredentials, NewDevice } from './device-record.ts';
export type { DeviceRepository } from './device-repository.ts';
export type { FlowRecord, FlowSummary, FlowVersion } from './flow-record.ts';
export type { FlowRepository } from './flow-repository.ts';
export type { Geofence, GeofenceRepository } from './geofence-repository.ts';
export type {
  DeliveryQuery,
  DeliveryRecord,
  DeliveryRepository,
  DeliveryTimelineEntry,
} from './delivery-repository.ts';
export type { DeliveryFilter } from './delivery-search.ts';
export type { HistoryQuery, MessageRecord, MessageRepository } from './message-repository.ts';
export type {
  OutputControl,
  OutputControlAction,
  OutputControlContent,
  OutputControlRepository,
} from './output-control-repository.ts';
export { DEFAULT_TRACES_KEPT } from './trace-repository.ts';
export type { TraceFilter, TraceRecord, TraceRepository } from './trace-repository.ts';
export type { AcknowledgedLed, LedRepository } from './led-repository.ts';
export type { User, UserRepository } from './user-repository.ts';
export type { Session, SessionRepository } from './session-repository.ts';
export type { SignInLink, SignInLinkRepository } from './sign-in-link-repository.ts';
export type { ApiKeyRecord, ApiKeyRepository } from './api-key-repository.ts';
export type { SecretRecord, SecretRepository } from './secret-repository.ts';
export type { SettingsRepository } from './settings-repository.ts';
export type { AuditEntry, AuditRepository } from './audit-repository.ts';
