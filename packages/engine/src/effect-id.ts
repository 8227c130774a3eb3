import { contentHash } from './content-hash.ts';
import type { EngineInput } from './contract.ts';

const WORD = 2 ** 27;

/**
 * Begin of the ids of all effects of one node: flow, version and node. An id as a whole is
 * `flow.version.node.source.input.ordinal`, at most 100 printable characters.
 */
export function effectIdPrefix(flowId: number, version: number, nodeId: number): string {
  return `${flowId}.${version}.${nodeId}.`;
}

/**
 * What tells an input from all others of its source, the same when the input is replayed: time and
 * content of a message, or delivery and result of an outcome.
 */
export function inputIdentity(input: EngineInput): string {
  if (input.kind === 'message') {
    return `${compact(input.message.messageTime ?? 0)}-${compact(input.hash)}`;
  }
  const result = input.outcome.succeeded ? 's' : 'f';
  // A delivery's id is an effect id itself: hashed, so that ids do not grow from wire to wire.
  return `${result}${compact(contentHash(input.outcome.deliveryId))}`;
}

/** An integer up to 2^53 as two short ones: V8 prints small integers several times faster than doubles. */
function compact(value: number): string {
  const high = Math.floor(value / WORD);
  return `${high}.${value - high * WORD}`;
}
