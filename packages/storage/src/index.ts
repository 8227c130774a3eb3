export { openStorage } from './storage.ts';
export type { Storage, StorageOptions } from './storage.ts';
export { StorageError } from './storage-error.ts';
export type { StorageErrorCode } from './storage-error.ts';
export { DeviceRepository } from './device-repository.ts';
export type { Device, DeviceChange, DeviceCredentials, NewDevice } from './device-repository.ts';
export { FlowRepository } from './flow-repository.ts';
export type { FlowRecord, FlowSummary, FlowVersion } from './flow-repository.ts';
