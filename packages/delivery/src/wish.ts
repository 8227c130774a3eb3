import type { Command, JsonValue, Message } from '@signalbox/flow';

/** Wanted values by output number; `null` for commands that want no output. */
export function wantedOutputs(command: Command): ReadonlyMap<number, boolean> | null {
  if (command.type === 'set_output') return new Map([[command.output, command.value]]);
  if (command.type !== 'set_outputs') return null;
  return new Map(command.values.map((value, index) => [index + 1, value]));
}

/** Output 1 is bit 0 (NGP 1.2 `output_status`). No bit operators: they stop at 32 bits. */
function isOutputOn(status: number, output: number): boolean {
  return Math.floor(status / 2 ** (output - 1)) % 2 === 1;
}

/** The attribute by which a device shows what a command asks for; `null` for a one-off text. */
export function proofAttribute(command: Command): 'output_status' | 'led' | null {
  if (command.type === 'set_led') return 'led';
  return command.type === 'raw' ? null : 'output_status';
}

/**
 * Whether the reported value of the command's `proofAttribute` is as the command wants it.
 *
 * @returns `null` when the value does not tell: missing, or not of the kind that the attribute has
 */
export function isShownBy(command: Command, reported: JsonValue | undefined): boolean | null {
  if (command.type === 'set_led') return typeof reported === 'boolean' ? reported === command.value : null;
  const wanted = wantedOutputs(command);
  if (wanted === null || typeof reported !== 'number') return null;
  if (!Number.isSafeInteger(reported) || reported < 0) return null;
  return [...wanted].every(([output, value]) => isOutputOn(reported, output) === value);
}

/**
 * Whether a record shows what the command wants (design §6: a reply is not proof, a record is).
 *
 * @param attributes of one record that is newer than the send
 * @returns `null` when the record does not tell
 */
export function proofOf(command: Command, attributes: Message['attributes']): boolean | null {
  const name = proofAttribute(command);
  return name === null ? null : isShownBy(command, attributes[name]);
}

/**
 * Whether both want the same state of the device. Two equal pulses are two pulses: never the same.
 */
export function sameWish(a: Command, b: Command): boolean {
  if (a.type === 'set_led') return b.type === 'set_led' && a.value === b.value;
  if (a.type !== b.type) return false;
  const first = wantedOutputs(a);
  const second = wantedOutputs(b);
  if (first === null || second === null || first.size !== second.size) return false;
  return [...first].every(([output, value]) => second.get(output) === value);
}

/**
 * Whether the newer command makes the older one, not yet sent, pointless: it decides everything
 * that the older one would have. An equal one does not: each firing is a delivery of its own
 * unless the flow asked to skip it (design §6).
 */
export function conflicts(newer: Command, older: Command): boolean {
  if (sameWish(newer, older)) return false;
  if (newer.type === 'set_led') return older.type === 'set_led';
  const decided = wantedOutputs(newer);
  const wanted = wantedOutputs(older);
  if (decided === null || wanted === null) return false;
  return [...wanted.keys()].every((output) => decided.has(output));
}

/**
 * Whether the newer command, once sent, makes proof of the older one impossible: they want
 * opposite states of at least one output or of the LED.
 */
export function contradicts(newer: Command, older: Command): boolean {
  if (newer.type === 'set_led') return older.type === 'set_led' && newer.value !== older.value;
  const decided = wantedOutputs(newer);
  const wanted = wantedOutputs(older);
  if (decided === null || wanted === null) return false;
  return [...wanted].some(([output, value]) => decided.get(output) === !value);
}
