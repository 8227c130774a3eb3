import type { AuditAction } from '@signalbox/api';
import type { JsonValue } from '@signalbox/flow';
import type { Storage } from '@signalbox/storage';
import { recordAction } from '../api/audit.ts';
import type { Caller } from '../http/caller.ts';

/** Notes who changed what over `/v2`, and from where. */
export function notePlatformAction(
  storage: Storage,
  { caller, address }: { readonly caller: Caller; readonly address: string },
  entry: { readonly action: AuditAction; readonly target: string; readonly detail?: JsonValue },
): void {
  recordAction(storage, { caller, request: { ip: address } }, entry);
}
