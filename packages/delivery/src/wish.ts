import type { Command, JsonValue } from '@signalbox/flow';

/** The attributes by which a device shows the state that a level command asks for. */
export const PROOF_ATTRIBUTES = ['output_status', 'led'] as const;

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

/**
 * Whether a record shows what the command wants (design §6: a reply is not proof, a record is).
 *
 * @param attributes of one record that is newer than the send
 * @returns `null` when the record does not tell: no `output_status` or `led` in it, or a command
 *   that leaves no trace in telemetry
 */
export function proofOf(command: Command, attributes: Readonly<Record<string, JsonValue>>): boolean | null {
  if (command.type === 'set_led') {
    const led = attributes['led'];
    return typeof led === 'boolean' ? led === command.value : null;
  }
  const wanted = wantedOutputs(command);
  const status = attributes['output_status'];
  if (wanted === null || typeof status !== 'number') return null;
  if (!Number.isSafeInteger(status) || status < 0) return null;
  return [...wanted].every(([output, value]) => isOutputOn(status, output) === value);
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
