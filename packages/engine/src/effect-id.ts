import { textHash } from '@signalbox/flow';
import type { EngineInput, OutcomeInput } from './contract.ts';

const WORD = 2 ** 24;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
const CODES = Array.from(ALPHABET, (character) => character.charCodeAt(0));

/**
 * Begin of the ids of all effects of one node: flow, version and node. An id as a whole is
 * `flow.version.node.source.input.ordinal`, at most 100 printable characters.
 */
export function effectIdPrefix(flowId: number, version: number, nodeId: number): string {
  return `${flowId}.${version}.${nodeId}.`;
}

/**
 * What tells an input from all others of its source, the same when the input is replayed: time and
 * content of a message, delivery and result of an outcome, owner and time of a timer or an occasion, time
 * and kind of a change of the link.
 */
export function inputIdentity(input: EngineInput): string {
  if (input.kind === 'message') {
    return `${compact(input.message.messageTime ?? 0)}${compact(input.message.hash)}`;
  }
  if (input.kind === 'timer') {
    return `t${compact(input.at)}${compact(textHash(`${input.flowId} ${input.nodeId} ${input.name}`))}`;
  }
  if (input.kind === 'connection') return `c${compact(input.at)}${input.change === 'online' ? 1 : 0}`;
  if (input.kind === 'outcome') return outcomeIdentity(input);
  const owner = compact(textHash(`${input.flowId} ${input.nodeId}`));
  return `${input.kind === 'schedule' ? 'p' : 'b'}${compact(input.at)}${owner}`;
}

function outcomeIdentity({ outcome }: OutcomeInput): string {
  const result = outcome.succeeded ? 's' : 'f';
  // A delivery's id is an effect id itself: hashed, so that ids do not grow from wire to wire.
  return `${result}${compact(textHash(outcome.deliveryId))}`;
}

/**
 * A whole number below 2^54 as nine characters. Printing it as a number, in whatever base, takes two
 * to ten times as long, and every effect needs two.
 */
function compact(value: number): string {
  const high = Math.floor(value / WORD);
  const low = value - high * WORD;
  return String.fromCharCode(
    character(high >>> 24),
    character(high >>> 18),
    character(high >>> 12),
    character(high >>> 6),
    character(high),
    character(low >>> 18),
    character(low >>> 12),
    character(low >>> 6),
    character(low),
  );
}

/** The code of the character for the last six bits. */
function character(bits: number): number {
  return CODES[bits & 63] ?? 0;
}
