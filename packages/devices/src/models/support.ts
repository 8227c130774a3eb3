import type { Command } from '@signalbox/flow';
import { findModel } from './index.ts';
import type { DeviceModel } from './model.ts';

/** Commands that are texts are ASCII; a leading space belongs to the SMS form (docs/reference/device-models.md). */
const SENDABLE = /^[\x21-\x7e][\x20-\x7e]*$/;

/**
 * Whether devices of a model understand a command. Whether someone may send it (an output reserved
 * to engine block) is asked of {@link switchesEngineBlock}.
 * @returns `null` when they do, else why not
 */
export function supports(model: DeviceModel, command: Command): string | null {
  if (command.type === 'set_output') return supportsOutput(model, command.output);
  if (command.type === 'set_outputs') return supportsBatch(model, command.values.length);
  if (command.type === 'set_led') return model.led ? null : `${model.title} has no LED`;
  return supportsText(model, command.command);
}

function supportsOutput(model: DeviceModel, output: number): string | null {
  if (!model.single) return `${model.title} has no outputs to switch`;
  const exists = Number.isInteger(output) && output >= 1 && output <= model.outputs;
  return exists ? null : `${model.title} has no output ${output}: outputs are 1 to ${model.outputs}`;
}

function supportsBatch(model: DeviceModel, values: number): string | null {
  if (!model.batch) return `${model.title} cannot switch all outputs at once`;
  return values === model.outputs ? null : `${model.title} has ${model.outputs} outputs, not ${values}`;
}

function supportsText({ title, words }: DeviceModel, text: string): string | null {
  if (text.trim() === '') return 'the command has no text';
  if (words === null) return null;
  if (text.length > words.maxLength) {
    return `${title} takes commands of at most ${words.maxLength} characters, not ${text.length}`;
  }
  return SENDABLE.test(text) ? null : `${title} takes printable ASCII that does not begin with a space`;
}

/** Whether a command would switch the output that the model reserves to engine block. */
export function switchesEngineBlock(model: DeviceModel, command: Command): boolean {
  const reserved = model.engineBlockOutput;
  if (reserved === null) return false;
  if (command.type === 'set_output') return command.output === reserved;
  return command.type === 'set_outputs' && command.values.length >= reserved;
}

/**
 * Why devices of a model can never take a command.
 * @param guarded the command has a guard that is looked at when it is sent: only then may it
 *   switch an output reserved to engine block (design §6)
 * @returns `null` when they can
 */
export function refusalOf(modelCode: string, command: Command, guarded: boolean): string | null {
  const model = findModel(modelCode);
  if (model === undefined) return `the model "${modelCode}" is unknown`;
  const unsupported = supports(model, command);
  if (unsupported !== null) return unsupported;
  if (guarded || !switchesEngineBlock(model, command)) return null;
  return `output ${model.engineBlockOutput} is reserved to engine block: it takes a guard`;
}
