import type { AuditAction } from '@signalbox/api';
import type { JsonValue } from '@signalbox/flow';
import type { Storage } from '@signalbox/storage';
import type { Caller } from '../http/caller.ts';

/** Notes who changed what, and from where. Keys and tokens never go into `detail`. */
export function recordAction(
  { audit }: Storage,
  { caller, request }: { readonly caller: Caller; readonly request: { readonly ip: string } },
  entry: { readonly action: AuditAction; readonly target: string; readonly detail?: JsonValue },
): void {
  audit.append({ actor: `${caller.kind} ${caller.label}`, address: request.ip, ...entry });
}
