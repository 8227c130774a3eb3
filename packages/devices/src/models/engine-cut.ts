import type { EngineCut, EngineDuty, EngineEffect } from '@signalbox/runtime';
import type { Command } from '@signalbox/flow';
import { wantedOutputs, type WantedOutputs } from './command-text.ts';
import { findModel } from './index.ts';
import type { DeviceModel } from './model.ts';
import { holdsForATime, tidyText } from './tidy-text.ts';

/**
 * The guard of an engine cut unless someone with the right to it set another: standing, or nearly,
 * by a fix younger than 30 s. Speed has no value without a fix, so its age is the fix's.
 */
export const DEFAULT_CUT_GUARD = "speed < 5 and now() - min(genTime('speed'), srvTime('speed')) < 30000";

/** A device, as far as stopping its engine goes. */
export interface EngineOwner {
  /** Code of its model. */
  readonly model: string;
  /** `null`: as its model says. */
  readonly engineCut: EngineCut | null;
}

/** How a device stops its engine: as its own profile says, else as its model does. */
export function engineCutOf({ model, engineCut }: EngineOwner): EngineCut {
  if (engineCut !== null) return engineCut;
  const { engineBlockOutput: number = null, engineBlockOn: on = null } = findModel(model) ?? {};
  const outputs = number === null || on === null ? [] : [{ number, on }];
  return { outputs, guard: DEFAULT_CUT_GUARD };
}

/** Whether a command names an output that stops the engine: the API's plain calls may not. */
export function switchesEngine(owner: EngineOwner, command: Command): boolean {
  const wanted = wantedOutputs(command);
  return engineCutOf(owner).outputs.some(({ number }) => wanted.has(number));
}

/** What a command does to the engine, and the device's guard that it must pass for it. */
export function engineDutyOf(owner: EngineOwner, command: Command): EngineDuty {
  const model = findModel(owner.model);
  if (model === undefined) return { effect: 'none', guard: null };
  const cut = engineCutOf(owner);
  const effect = engineEffect(model, cut, command);
  return { effect, guard: effect === 'cuts' || effect === 'unknown' ? cut.guard : null };
}

/**
 * What a command does to the engine. A text that the model does not know might do anything: where
 * an output stops the engine, it counts as `unknown`, never as harmless.
 */
function engineEffect(model: DeviceModel, cut: EngineCut, command: Command): EngineEffect {
  return command.type === 'raw'
    ? effectOfText(model, cut, command.command)
    : effectOfOutputs(cut, wantedOutputs(command));
}

function effectOfOutputs({ outputs }: EngineCut, wanted: WantedOutputs): EngineEffect {
  const touched = outputs.filter(({ number }) => wanted.has(number));
  if (touched.some(({ number, on }) => wanted.get(number) === (on === 'cut'))) return 'cuts';
  return touched.length > 0 ? 'restores' : 'none';
}

function effectOfText(model: DeviceModel, cut: EngineCut, command: string): EngineEffect {
  const text = tidyText(command);
  if (holdsForATime(text, cut.outputs)) return 'reverts';
  const unknown = cut.outputs.length > 0 ? 'unknown' : 'none';
  const rule = model.texts.find(({ pattern }) => pattern.test(text));
  if (rule === undefined) return unknown;
  if (rule.means === 'reads') return 'none';
  if (rule.means === 'stops') return 'cuts';
  // Wired the other way round, what the maker calls resuming is the cut.
  if (rule.means === 'resumes') return cut.outputs.every(({ on }) => on === 'cut') ? 'restores' : unknown;
  const marks = rule.marks ?? rule.pattern.exec(text)?.groups?.['marks'] ?? '';
  // Fewer or more marks than outputs: how the firmware reads them is not known.
  return marks.length === model.outputs ? effectOfOutputs(cut, outputsOf(marks)) : unknown;
}

function outputsOf(marks: string): WantedOutputs {
  const wanted = new Map<number, boolean>();
  for (let at = 0; at < marks.length; at += 1) {
    if (marks[at] !== '?') wanted.set(at + 1, marks[at] === '1');
  }
  return wanted;
}
