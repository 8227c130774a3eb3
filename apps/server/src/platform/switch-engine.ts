import { engineCutOf } from '@signalbox/devices';
import type { EngineCut } from '@signalbox/runtime';
import type { Device } from '@signalbox/storage';
import type { ApiServices } from '../api/services.ts';
import type { Caller } from '../http/caller.ts';
import { notePlatformAction } from './audit.ts';
import { sendNow } from './deliver.ts';
import { PlatformFault } from './platform-fault.ts';

interface Asking {
  readonly caller: Caller;
  /** Address of the caller. */
  readonly address: string;
}

/**
 * Stops a device's engine as soon as its guard holds (design §6), or frees it, whatever the wiring;
 * in the audit log under whoever asked.
 * @returns ids of the deliveries, one for each output that stops the engine
 * @throws {PlatformFault} 214 for a device without such an output; 208, 213, 14 as `sendNow` does
 */
export async function switchEngine(
  services: ApiServices,
  { id, source }: Device,
  isStopped: boolean,
  asking: Asking,
): Promise<readonly string[]> {
  const outputs = engineOutputsOf(source);
  const sent: string[] = [];
  try {
    for (const { number, on } of outputs) {
      const value = (on === 'cut') === isStopped;
      sent.push(await sendNow(services, source.id, { type: 'set_output', output: number, value }));
    }
  } catch (error) {
    // What is refused must not happen later. An engine that is freed in part is left so.
    if (isStopped) await Promise.all(sent.map((delivery) => services.runtime.cancel(delivery, TOGETHER)));
    throw error;
  } finally {
    // One of several relays may be enough to stop the engine, and one that is called off may have been reached.
    const action = isStopped ? 'engine.stopped' : 'engine.freed';
    const detail = { sent: sent.length, outputs: outputs.length };
    if (sent.length > 0)
      notePlatformAction(services.storage, asking, { action, target: `device ${id}`, detail });
  }
  return sent;
}

const TOGETHER = 'the API: another output that stops the engine could not be switched';

/** @throws {PlatformFault} 214 for a device without an output that stops the engine */
export function engineOutputsOf(source: Device['source']): EngineCut['outputs'] {
  const { outputs } = engineCutOf(source);
  if (outputs.length === 0) throw new PlatformFault(214);
  return outputs;
}
