import type { Socket } from 'node:net';
import type { ControlStream } from './control-stream.ts';
import { CONNECT, frameType, PUBACK } from './frames.ts';
import type { Frame, PublishFrame } from './frames.ts';
import { PacketSocket } from './packet-socket.ts';
import type { InFlightLimits } from './packet-socket.ts';

/** Why the broker closed a connection, or saw it closed. */
export type CloseReason =
  | 'closed'
  | 'socket_error'
  | 'not_mqtt'
  | 'malformed'
  | 'foreign_topic'
  | 'keepalive'
  | 'not_reading'
  | 'too_many'
  | 'replaced'
  | 'revoked'
  | 'shutdown';

export interface ConnectionLimits extends InFlightLimits {
  /** Longest packet; a longer one closes the connection. */
  readonly maxPacketBytes: number;
}

/** Longest CONNECT: nobody is known yet, so nobody may fill the memory. */
const MAX_CONNECT_BYTES = 16 * 1024;

export interface ConnectionOwner {
  /** A PUBLISH arrived. `settled` acknowledges it. */
  published(connection: DeviceConnection, packet: PublishFrame, settled: () => void): void;
  closed(connection: DeviceConnection, reason: CloseReason): void;
}

/** One device's socket, from its first byte to its end. */
export class DeviceConnection {
  readonly remoteAddress: string;
  readonly #packets: PacketSocket;
  readonly #owner: ConnectionOwner;
  readonly #limits: ConnectionLimits;
  #stage: 'new' | 'connecting' | 'ready' | 'closed' = 'new';
  #keepalive: NodeJS.Timeout | null = null;

  constructor(socket: Socket, owner: ConnectionOwner, limits: ConnectionLimits) {
    this.#owner = owner;
    this.#limits = limits;
    this.remoteAddress = socket.remoteAddress ?? 'unknown';
    const handlers = {
      published: (packet: PublishFrame, settled: () => void) => this.#published(packet, settled),
      controlled: (frame: Frame) => this.#controlled(frame),
      malformed: () => this.close('malformed'),
      congested: () => this.close('not_reading'),
    };
    this.#packets = new PacketSocket(socket, handlers, { ...limits, maxPacketBytes: MAX_CONNECT_BYTES });
    socket.on('data', () => this.#keepalive?.refresh());
    socket.on('error', () => this.close('socket_error'));
    socket.on('end', () => this.close('closed'));
    socket.on('close', () => this.close('closed'));
  }

  /** What the MQTT library sees of the connection. */
  get control(): ControlStream {
    return this.#packets.control;
  }

  get isClosed(): boolean {
    return this.#stage === 'closed';
  }

  get inFlight(): number {
    return this.#packets.inFlight;
  }

  get acknowledged(): number {
    return this.#packets.acknowledged;
  }

  /** The device is known: reads what it sent after CONNECT. A keep-alive of 0 is none. */
  ready(keepaliveMs: number): void {
    if (this.isClosed) return;
    this.#stage = 'ready';
    if (keepaliveMs > 0) this.#keepalive = setTimeout(() => this.#silent(), keepaliveMs);
    this.#packets.release(this.#limits.maxPacketBytes);
  }

  /** Writes whole packets. @returns `null` when they are with the kernel */
  write(bytes: Buffer): Promise<Error | null> {
    return this.#packets.write(bytes);
  }

  /** Closes the socket at once; what is not acknowledged stays with the device. */
  close(reason: CloseReason): void {
    if (this.isClosed) return;
    this.#stage = 'closed';
    if (this.#keepalive !== null) clearTimeout(this.#keepalive);
    this.#packets.destroy();
    this.#owner.closed(this, reason);
  }

  #published(packet: PublishFrame, settled: () => void): void {
    if (this.#stage === 'ready') this.#owner.published(this, packet, settled);
    else this.close('not_mqtt');
  }

  #controlled(frame: Frame): void {
    const type = frameType(frame);
    if (this.#stage !== 'new') {
      // PUBACK of a command: the device's answer is what counts, not that the command arrived.
      if (type !== PUBACK) this.#packets.pass(frame);
      return;
    }
    if (type !== CONNECT) {
      this.close('not_mqtt');
      return;
    }
    this.#stage = 'connecting';
    this.#packets.hold();
    this.#packets.pass(frame);
  }

  /** A connection that we do not read ourselves is not silent. */
  #silent(): void {
    if (this.#packets.isFull) this.#keepalive?.refresh();
    else this.close('keepalive');
  }
}
