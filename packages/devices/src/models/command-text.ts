import type { Command } from '@signalbox/flow';
import type { DeviceModel, OutputWords } from './model.ts';
import { supports } from './support.ts';

/** Wanted states by output number; empty for a command that asks for none. */
export type WantedOutputs = ReadonlyMap<number, boolean>;

/**
 * The exact text by which a device of the model is told a command (docs/reference/device-models.md).
 * A hardware command is passed on as it is; the others never end in a time after which the device
 * would switch back.
 * @returns `null` when the model cannot do it, and for protocols whose commands are not texts
 */
export function commandText(model: DeviceModel, command: Command): string | null {
  const { words } = model;
  if (words === null || supports(model, command) !== null) return null;
  if (command.type === 'raw') return command.command;
  if (command.type === 'set_led') return words.led && (command.value ? words.led.on : words.led.off);
  return words.outputs && outputsText(words.outputs, model.outputs, wantedOutputs(command));
}

/** The outputs that a command wants switched. */
export function wantedOutputs(command: Command): WantedOutputs {
  if (command.type === 'set_output') return new Map([[command.output, command.value]]);
  if (command.type !== 'set_outputs') return new Map();
  return new Map(command.values.map((value, index) => [index + 1, value]));
}

/** The outputs that a text of the family's own form switches; a time or speed after them is not read. */
export function outputsIn(words: OutputWords, text: string): WantedOutputs {
  const wanted = new Map<number, boolean>();
  if (!text.startsWith(words.before)) return wanted;
  for (let at = words.before.length; at < text.length; at += 1) {
    const mark = text[at];
    if (mark !== words.on && mark !== words.off && mark !== words.leave) break;
    if (mark !== words.leave) wanted.set(at - words.before.length + 1, mark === words.on);
  }
  return wanted;
}

function outputsText(words: OutputWords, count: number, wanted: WantedOutputs): string | null {
  const marks = Array.from({ length: count }, (_, index) => {
    const value = wanted.get(index + 1);
    if (value === undefined) return words.leave;
    return value ? words.on : words.off;
  });
  return marks.includes(null) ? null : `${words.before}${marks.join('')}${words.after}`;
}
