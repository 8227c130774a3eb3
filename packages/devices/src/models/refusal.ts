import type { Command } from '@signalbox/flow';
import { engineDutyOf, type EngineOwner } from './engine-cut.ts';
import { findModel } from './index.ts';
import { supports } from './support.ts';

/**
 * Why a device can never take a command.
 * @param guarded the command has a guard of its own that is looked at when it is sent: where the
 *   device's own guard was taken away, only then may it stop the engine (design §6)
 * @returns `null` when it can
 */
export function refusalOf(owner: EngineOwner, command: Command, guarded: boolean): string | null {
  const model = findModel(owner.model);
  if (model === undefined) return `the model "${owner.model}" is unknown`;
  const unsupported = supports(model, command);
  if (unsupported !== null) return unsupported;
  const { effect, guard } = engineDutyOf(owner, command);
  if (effect === 'reverts') {
    return 'the text ends in a time after which the device switches the engine by itself: leave it out';
  }
  if (guarded || guard !== null) return null;
  if (effect === 'cuts') return 'it stops the engine: it takes a guard';
  return effect === 'unknown' ? 'it may stop the engine, as its text is not known: it takes a guard' : null;
}
