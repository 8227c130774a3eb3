import type { Message } from '@signalbox/flow';
import type { NgpProblem } from './payload.ts';
export declare const NGP_LIMITS: {
  /** One record, bytes. */
  readonly maxRecordBytes: number;
  /** A packet of several records, bytes. */
  readonly maxPacketBytes: number;
  readonly maxPacketRecords: 1000;
  readonly maxAttributes: 256;
};
/**
 * Decodes one NGP record: `message_time`, `location` with its members as plain names, every other
 * top-level key as an attribute (device protocols §3.2).
 * A missing `message_time`, or one that names no instant, gives `messageTime: null`. Numbers out
 * of range become `null`; without a GNSS fix position and speed are `null`.
 * @param payload JSON text or its UTF-8 bytes, at most 64 KiB
 * @param serverTime when it arrived, Unix ms
 * @param deviceId who sent it, where the transport knows: a `device_id` within must equal it
 */
export declare function decodeNgp(
  payload: string | Uint8Array,
  serverTime: number,
  deviceId?: string,
):
  | {
      readonly ok: true;
      readonly message: Message;
    }
  | NgpProblem;
/**
 * Decodes a packet: one record, or an array of at most 1000. It is taken as a whole or not at all.
 * @param payload JSON text or its UTF-8 bytes, at most 1 MiB
 * @param serverTime when it arrived, Unix ms
 * @param deviceId who sent it, where the transport knows: a `device_id` within must equal it
 */
export declare function decodeNgpPacket(
  payload: string | Uint8Array,
  serverTime: number,
  deviceId?: string,
):
  | {
      readonly ok: true;
      readonly messages: readonly Message[];
    }
  | NgpProblem;
