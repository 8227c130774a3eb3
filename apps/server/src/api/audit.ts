import type { JsonValue } from '@signalbox/flow';
import type { Storage } from '@signalbox/storage';
import type { HandlerContext } from '../http/bind-routes.ts';

/** Notes who changed what. Keys and tokens never go into `detail`. */
export function recordAction(
  { audit }: Storage,
  { caller }: Pick<HandlerContext, 'caller'>,
  entry: { readonly action: string; readonly target: string; readonly detail?: JsonValue },
): void {
  audit.append({ actor: `${caller.kind} ${caller.label}`, ...entry });
}
