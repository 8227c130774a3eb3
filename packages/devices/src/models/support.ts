import type { Command } from '@signalbox/flow';
import type { DeviceModel } from './model.ts';

/** Commands that are texts are ASCII; a leading space belongs to the SMS form (docs/reference/device-models.md). */
const SENDABLE = /^[\x21-\x7e][\x20-\x7e]*$/;

/**
 * Whether devices of a model understand a command. Whether it may be sent, as far as the engine
 * goes, is asked elsewhere.
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
