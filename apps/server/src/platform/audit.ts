import type { Storage } from '@signalbox/storage';
import { recordAction } from '../api/audit.ts';
import type { Caller } from '../http/caller.ts';

/** Notes who changed what over `/v2`. */
export function notePlatformAction(storage: Storage, caller: Caller, action: string, target: string): void {
  recordAction(storage, { caller }, { action, target });
}
