import type { ReplyStatus } from '@signalbox/delivery';
import type { Command } from '@signalbox/flow';
import { outputsIn, wantedOutputs } from './command-text.ts';
import type { CommandWords, DeviceModel, OutputWords, ReplyRule } from './model.ts';

/** What is true of some outputs is not true of the command: the gravest counts. */
const GRAVEST_FIRST = [
  'rejected',
  'unclear',
  'deferred',
  'done',
  'already',
] as const satisfies readonly ReplyStatus[];

/**
 * What a device's text says about the command that it answers (docs/reference/device-models.md). Wording
 * varies by firmware: what no rule knows, and what speaks of the opposite of what was asked, is
 * `unclear`. A protocol that sends a status of its own (NGP) is not read here: always `unclear`.
 */
export function classifyReply(model: DeviceModel, command: Command, text: string): ReplyStatus {
  const { words } = model;
  if (words === null) return 'unclear';
  if (command.type === 'set_led') {
    return statusOf([...words.replies, ...(words.led?.replies ?? [])], text, command.value);
  }
  return classifyOutputs(words, command, text) ?? statusOf(everyRule(words), text, null);
}

/** @returns `null` when the command switches no output, or by a text of another form */
function classifyOutputs(
  words: CommandWords,
  command: Exclude<Command, { type: 'set_led' }>,
  text: string,
): ReplyStatus | null {
  const { outputs, replies } = words;
  if (outputs === null) return null;
  const wanted = command.type === 'raw' ? outputsIn(outputs, command.command) : wantedOutputs(command);
  if (wanted.size === 0) return null;
  const rules = [...replies, ...outputs.replies];
  const statuses = new Set<ReplyStatus>();
  for (const [output, value] of wanted) {
    statuses.add(statusOf(rules, partAbout(outputs, output, text), value));
  }
  return GRAVEST_FIRST.find((status) => statuses.has(status)) ?? null;
}

/** A reply that names outputs says nothing of one that it does not name. */
function partAbout({ parts, summary }: OutputWords, output: number, text: string): string {
  const marks = summary?.exec(text)?.groups?.['marks'];
  if (marks !== undefined) return marks[output - 1] ?? '';
  const found = parts ? [...text.matchAll(parts)] : [];
  if (found.length === 0) return text;
  return found.find(({ groups }) => groups?.['output'] === String(output))?.[0] ?? '';
}

function everyRule({ replies, outputs, led, answers }: CommandWords): readonly ReplyRule[] {
  return [...replies, ...(outputs?.replies ?? []), ...(led?.replies ?? []), ...answers];
}

function statusOf(rules: readonly ReplyRule[], text: string, wanted: boolean | null): ReplyStatus {
  const rule = rules.find(({ pattern }) => pattern.test(text));
  if (rule === undefined) return 'unclear';
  const isOpposite = wanted !== null && rule.shows !== undefined && rule.shows !== wanted;
  return isOpposite ? 'unclear' : rule.status;
}
