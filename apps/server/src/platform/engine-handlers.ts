import { engineCutOf } from '@signalbox/devices';
import type { EngineCut } from '@signalbox/runtime';
import type { Device } from '@signalbox/storage';
import type { ApiServices } from '../api/services.ts';
import { linesOf } from '../output-states.ts';
import { notePlatformAction } from './audit.ts';
import { sendNow } from './deliver.ts';
import type { PlatformHandlersOf } from './handler.ts';
import { PlatformFault } from './platform-fault.ts';

type Names = 'tracker/engine_immobilizer/read' | 'tracker/engine_immobilizer/set';

/** Stopping the engine, in words that do not depend on how its relay is wired. */
export function engineHandlers(services: ApiServices): PlatformHandlersOf<Names> {
  const { runtime, storage } = services;
  return {
    'tracker/engine_immobilizer/read': async (_parameters, { device: { source } }) => {
      const outputs = requireOutputs(source);
      const attributes = await runtime.attributes(source.id);
      return { success: true, enabled: isStopped(outputs, attributes.get('output_status')?.value) };
    },
    'tracker/engine_immobilizer/set': async ({ enabled }, context) => {
      const { id, source } = context.device;
      const outputs = requireOutputs(source);
      let sent = 0;
      try {
        for (const { number, on } of outputs) {
          const value = (on === 'cut') === enabled;
          await sendNow(services, source.id, { type: 'set_output', output: number, value });
          sent += 1;
        }
      } finally {
        // One of several relays may be enough to stop the engine, also when the next cannot be reached.
        const action = enabled ? 'engine.stopped' : 'engine.freed';
        if (sent > 0) notePlatformAction(storage, context, { action, target: `device ${id}` });
      }
      return { success: true };
    },
  };
}

/** @throws {PlatformFault} 214 for a device without an output that stops the engine */
function requireOutputs(source: Device['source']): EngineCut['outputs'] {
  const { outputs } = engineCutOf(source);
  if (outputs.length === 0) throw new PlatformFault(214);
  return outputs;
}

/** As the device last reported; free before any report. */
function isStopped(outputs: EngineCut['outputs'], status: Parameters<typeof linesOf>[1]): boolean {
  const lines = linesOf(Math.max(...outputs.map(({ number }) => number)), status);
  return lines !== null && outputs.some(({ number, on }) => lines[number - 1] === (on === 'cut'));
}
