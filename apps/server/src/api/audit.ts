import type { JsonValue } from '@signalbox/flow';
import type { Storage } from '@signalbox/storage';
import type { HandlerContext } from '../http/bind-routes.ts';

/** Notes who changed what. Keys and tokens never go into `detail`. */
export function recordAction(
  { audit }: Storage,
  { caller, request }: Pick<HandlerContext, 'caller'> & Partial<Pick<HandlerContext, 'request'>>,
  entry: { readonly action: string; readonly target: string; readonly detail?: JsonValue },
): void {
  const address = request === undefined ? {} : { address: request.ip };
  audit.append({ actor: `${caller.kind} ${caller.label}`, ...address, ...entry });
}
