import type { Command } from '@signalbox/flow';
import type { ReplyStatus } from '@signalbox/delivery';
import type { DeviceReply, OutgoingCommand } from '@signalbox/runtime';
import { isJsonObject, parsePayload, problem, show } from './payload.ts';
import type { NgpProblem } from './payload.ts';

const MAX_ANSWER_BYTES = 16 * 1024;
const MAX_RESULT_CHARACTERS = 1000;

/** What a device writes as `status`; anything else is answered but not understood. */
const REPLIES: ReadonlyMap<unknown, ReplyStatus> = new Map([
  ['done', 'done'],
  ['already', 'already'],
  ['deferred', 'deferred'],
  ['rejected', 'rejected'],
]);

/**
 * The JSON text that goes down `ngp/{device_id}/command` (design §7). `expires_at` is ISO 8601: the
 * device drops the command after it, and answers a repeated `id` with the same result.
 */
export function encodeCommand(outgoing: OutgoingCommand): string {
  const expiresAt = new Date(outgoing.expiresAt).toISOString();
  return JSON.stringify({ id: outgoing.id, expires_at: expiresAt, ...commandFields(outgoing.command) });
}

function commandFields(command: Command): object {
  // `reliable` is ours: whether we repeat the command is none of the device's business.
  return command.type === 'raw' ? { type: 'raw', command: command.command } : command;
}

/**
 * Reads a device's answer `{"id","status","result"}` (design §7).
 * A status that is none of the four is `unclear`: the device answered, we do not know what.
 */
export function decodeResponse(
  payload: string | Uint8Array,
): { readonly ok: true; readonly reply: DeviceReply } | NgpProblem {
  const parsed = parsePayload(payload, MAX_ANSWER_BYTES);
  if (!parsed.ok) return parsed;
  if (!isJsonObject(parsed.value)) {
    return problem('bad_response', `response: ${show(parsed.value)} is not an object`);
  }
  const { id, status, result } = parsed.value;
  if (typeof id !== 'string' || id === '') {
    return problem('bad_response', `response.id: ${show(id ?? null)} is not the id of a command`);
  }
  const text = result == null ? null : typeof result === 'string' ? result : JSON.stringify(result);
  return {
    ok: true,
    reply: {
      deliveryId: id,
      status: REPLIES.get(status) ?? 'unclear',
      text: text && text.slice(0, MAX_RESULT_CHARACTERS),
    },
  };
}

/** Reads `{"online":true}` of `ngp/{device_id}/status`. */
export function decodeStatus(
  payload: string | Uint8Array,
): { readonly ok: true; readonly online: boolean } | NgpProblem {
  const parsed = parsePayload(payload, MAX_ANSWER_BYTES);
  if (!parsed.ok) return parsed;
  const online = isJsonObject(parsed.value) ? parsed.value['online'] : undefined;
  if (typeof online !== 'boolean')
    return problem('bad_status', 'status: has no `online` that is true or false');
  return { ok: true, online };
}
