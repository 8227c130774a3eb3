/** Types of MQTT 3.1.1 control packets (section 2.2.1) that a device receives. */
export const PACKET = { connack: 2, publish: 3, puback: 4, suback: 9 } as const;

/** One control packet: its first byte and what follows the length. */
export interface Packet {
  readonly type: number;
  readonly qos: number;
  readonly body: Buffer;
}

/**
 * Cuts a byte stream into MQTT control packets. Much less than a parser does, so that making load
 * takes little of a machine that is being measured.
 */
export class PacketReader {
  #rest: Buffer | null = null;

  read(chunk: Buffer, onPacket: (packet: Packet) => void): void {
    const bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    for (;;) {
      const header = readHeader(bytes, at);
      if (header === null || header.end > bytes.length) break;
      const first = bytes[at] ?? 0;
      onPacket({ type: first >> 4, qos: (first >> 1) & 3, body: bytes.subarray(header.begin, header.end) });
      at = header.end;
    }
    this.#rest = at === bytes.length ? null : bytes.subarray(at);
  }
}

/** Begin and end of the packet's body; `null` when its length is not complete yet (section 2.2.3). */
function readHeader(bytes: Buffer, at: number): { begin: number; end: number } | null {
  let length = 0;
  for (let index = 0; index < 4; index += 1) {
    const byte = bytes[at + 1 + index];
    if (byte === undefined) return null;
    length += (byte & 127) << (7 * index);
    if (byte < 128) return { begin: at + 2 + index, end: at + 2 + index + length };
  }
  throw new Error('The broker sent a packet whose length is malformed');
}

/** Payload and, for QoS 1 and above, id of a PUBLISH (section 3.3). */
export function readPublish({ body, qos }: Packet): { messageId: number | null; payload: Buffer } {
  const afterTopic = 2 + body.readUInt16BE(0);
  if (qos === 0) return { messageId: null, payload: body.subarray(afterTopic) };
  return { messageId: body.readUInt16BE(afterTopic), payload: body.subarray(afterTopic + 2) };
}
