/** MQTT control packet types (MQTT 3.1.1 §2.2.1). */
export const CONNECT = 1;
export const PUBLISH = 3;
export const PUBACK = 4;

export const PUBACK_HEADER = 0x40;
export const PUBREC_HEADER = 0x50;

/** A frame within the bytes read: `bytes[start]` is its first byte, `body` follows the length. */
export interface Frame {
  readonly bytes: Buffer;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

export interface PublishFrame {
  readonly qos: number;
  readonly topic: string;
  /** 0 with QoS 0. */
  readonly messageId: number;
  readonly payload: Buffer;
}

/** Bytes that are not MQTT, or a frame longer than allowed. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/**
 * Cuts a byte stream into MQTT frames without copying what is whole.
 * aedes and MQTT.js parse every packet into objects and events and handle them one after
 * another; telemetry takes this way instead (decision in README, measured in bench/).
 */
export class FrameReader {
  #rest: Buffer | null = null;
  #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  set maxBytes(value: number) {
    this.#maxBytes = value;
  }

  /**
   * Hands on the whole frames of what was kept and `chunk`, until `take` returns false.
   * @throws {FrameError} when a length is malformed or too large
   */
  read(chunk: Buffer, take: (frame: Frame) => boolean): void {
    const bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = null;
    let start = 0;
    while (start < bytes.length) {
      const frame = this.#frameAt(bytes, start);
      if (frame === null) break;
      start = frame.end;
      if (!take(frame)) break;
    }
    if (start < bytes.length) this.#rest = bytes.subarray(start);
  }

  /** The frame that begins at `start`, or `null` while bytes of it are missing. */
  #frameAt(bytes: Buffer, start: number): Frame | null {
    let length = 0;
    let body = start + 1;
    for (let shift = 0; ; shift += 7) {
      if (shift > 21) throw new FrameError('the length of a packet has more than four bytes');
      const digit = bytes[body];
      if (digit === undefined) return null;
      body += 1;
      length += (digit & 0x7f) << shift;
      if (digit < 0x80) break;
    }
    if (length > this.#maxBytes) {
      throw new FrameError(`a packet of ${length} bytes, at most ${this.#maxBytes}`);
    }
    const end = body + length;
    return end > bytes.length ? null : { bytes, start, body, end };
  }
}

/** Type of a frame's packet. */
export function frameType(frame: Frame): number {
  return (frame.bytes[frame.start] ?? 0) >> 4;
}

/**
 * Reads a PUBLISH (MQTT 3.1.1 §3.3).
 * @throws {FrameError} when it is malformed
 */
export function readPublish(frame: Frame): PublishFrame {
  const { bytes, body, end } = frame;
  const qos = ((bytes[frame.start] ?? 0) >> 1) & 3;
  if (qos === 3 || body + 2 > end) throw new FrameError('malformed PUBLISH');
  const topicEnd = body + 2 + bytes.readUInt16BE(body);
  const payloadAt = qos === 0 ? topicEnd : topicEnd + 2;
  if (payloadAt > end) throw new FrameError('malformed PUBLISH');
  return {
    qos,
    topic: bytes.toString('utf8', body + 2, topicEnd),
    messageId: qos === 0 ? 0 : bytes.readUInt16BE(topicEnd),
    payload: bytes.subarray(payloadAt, end),
  };
}

/** Acknowledgements as one write: each is a header byte (PUBACK, PUBREC) and a message id. */
export function encodeAcks(acks: readonly { readonly header: number; readonly messageId: number }[]): Buffer {
  const bytes = Buffer.allocUnsafe(acks.length * 4);
  for (const [index, { header, messageId }] of acks.entries()) {
    bytes.writeUInt16BE((header << 8) | 2, index * 4);
    bytes.writeUInt16BE(messageId, index * 4 + 2);
  }
  return bytes;
}
