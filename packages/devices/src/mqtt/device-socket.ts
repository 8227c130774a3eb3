import type { Socket } from 'node:net';
import type { Client, PublishPacket } from 'aedes';

/** Why the broker closed a connection, or saw it closed. */
export type CloseReason =
  | 'closed'
  | 'refused'
  | 'no_connect'
  | 'socket_error'
  | 'malformed'
  | 'foreign_topic'
  | 'keepalive'
  | 'not_reading'
  | 'overrun'
  | 'too_many'
  | 'replaced'
  | 'revoked'
  | 'shutdown';

export interface SocketLimits {
  /**
   * Records that wait for their commit. aedes reads on when most of what it read is settled, so
   * only a device that sends each in a segment of its own comes near; beyond it is dropped.
   */
  readonly maxInFlight: number;
  /** Bytes of such records. */
  readonly maxInFlightBytes: number;
  /** Longest packet, to within the few tens of kilobytes that are read at once. */
  readonly maxPacketBytes: number;
}

/** Longest CONNECT: nobody is known yet, so nobody may fill the memory. */
const MAX_CONNECT_BYTES = 16 * 1024;

/**
 * What a device that goes on sending may leave unread beyond the system's own buffers. One that
 * waits for its acknowledgements stays far below: `maxInFlight` of them are 32 kB. aedes waits for
 * a device to read commands, but not acknowledgements.
 */
const MAX_UNREAD_BYTES = 256 * 1024;

/** A command to write. */
export interface Downlink {
  readonly topic: string;
  readonly payload: string;
  readonly qos: 0 | 1;
}

/** One device's socket as aedes serves it, from its first byte to its end. */
export class DeviceSocket {
  readonly remoteAddress: string;
  readonly #socket: Socket;
  readonly #client: Client;
  readonly #limits: SocketLimits;
  readonly #ended: (reason: CloseReason) => void;
  #maxPacketBytes = MAX_CONNECT_BYTES;
  #unparsedBytes = 0;
  #inFlight = 0;
  #inFlightBytes = 0;
  #acknowledged = 0;
  #isClosed = false;

  constructor(socket: Socket, client: Client, limits: SocketLimits, ended: (reason: CloseReason) => void) {
    this.#socket = socket;
    this.#client = client;
    this.#limits = limits;
    this.#ended = ended;
    this.remoteAddress = socket.remoteAddress ?? 'unknown';
    // aedes reads the socket itself; Node shows what it reads here, before it is parsed.
    socket.on('data', (chunk: Buffer) => this.#readMore(chunk.length));
    socket.on('end', () => this.close('closed'));
    socket.on('close', () => this.close('closed'));
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** PUBLISH packets that are not settled. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** PUBACK and PUBREC written. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** aedes has parsed a packet, so what was read is not one endless packet. */
  parsed(): void {
    this.#unparsedBytes = 0;
  }

  /** CONNECT arrived: from here on packets may be as long as records are. */
  connecting(): void {
    this.parsed();
    this.#maxPacketBytes = this.#limits.maxPacketBytes;
  }

  /**
   * Takes a PUBLISH in.
   * @param acknowledge lets aedes answer it
   * @returns what settles it, or `null` when too many wait: then the connection is closed
   */
  take({ qos, payload }: PublishPacket, acknowledge: () => void): (() => void) | null {
    const bytes = payload.length;
    const { maxInFlight, maxInFlightBytes } = this.#limits;
    if (this.#inFlight >= maxInFlight || this.#inFlightBytes + bytes > maxInFlightBytes) {
      this.close('overrun');
      return null;
    }
    this.#inFlight += 1;
    this.#inFlightBytes += bytes;
    return () => {
      this.#inFlight -= 1;
      this.#inFlightBytes -= bytes;
      if (this.#isClosed) return;
      if (qos > 0) this.#acknowledged += 1;
      acknowledge();
    };
  }

  /**
   * Writes a message to this connection alone, so that no queue can deliver it after its time.
   * @returns whether it was written
   */
  send({ topic, payload, qos }: Downlink): Promise<boolean> {
    if (this.#isClosed) return Promise.resolve(false);
    return new Promise((resolve) => {
      // aedes reports no failure here, it ends the connection.
      this.#client.publish({ cmd: 'publish', topic, payload, qos, retain: false, dup: false }, () =>
        resolve(!this.#isClosed),
      );
    });
  }

  /** Closes the socket at once; what is not acknowledged stays with the device. */
  close(reason: CloseReason): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#socket.destroy();
    this.#ended(reason);
  }

  #readMore(bytes: number): void {
    // The parser keeps a packet until it is whole, however long it says it is.
    if (this.#unparsedBytes > this.#maxPacketBytes) this.close('malformed');
    if (this.#socket.writableLength > MAX_UNREAD_BYTES) this.close('not_reading');
    this.#unparsedBytes += bytes;
  }
}
