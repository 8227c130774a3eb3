import type { EngineCut } from '@signalbox/runtime';
import type { ApiServices } from '../api/services.ts';
import { linesOf } from '../output-states.ts';
import type { PlatformHandlersOf } from './handler.ts';
import { engineOutputsOf, switchEngine } from './switch-engine.ts';

type Names = 'tracker/engine_immobilizer/read' | 'tracker/engine_immobilizer/set';

/** Stopping the engine, in words that do not depend on how its relay is wired. */
export function engineHandlers(services: ApiServices): PlatformHandlersOf<Names> {
  const { runtime } = services;
  return {
    'tracker/engine_immobilizer/read': async (_parameters, { device: { source } }) => {
      const outputs = engineOutputsOf(source);
      const attributes = await runtime.attributes(source.id);
      return { success: true, enabled: isStopped(outputs, attributes.get('output_status')?.value) };
    },
    'tracker/engine_immobilizer/set': async ({ enabled }, context) => {
      await switchEngine(services, context.device, enabled, context);
      return { success: true };
    },
  };
}

/** As the device last reported; free before any report. */
function isStopped(outputs: EngineCut['outputs'], status: Parameters<typeof linesOf>[1]): boolean {
  const lines = linesOf(Math.max(...outputs.map(({ number }) => number)), status);
  return lines !== null && outputs.some(({ number, on }) => lines[number - 1] === (on === 'cut'));
}
