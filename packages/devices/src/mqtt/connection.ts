import type { Socket } from 'node:net';
import { ControlStream } from './control-stream.ts';
import {
  CONNECT,
  encodeAcks,
  FrameError,
  FrameReader,
  frameType,
  PUBACK,
  PUBACK_HEADER,
  PUBLISH,
  PUBREC_HEADER,
  readPublish,
} from './frames.ts';
import type { Frame, PublishFrame } from './frames.ts';

/** Why the broker closed a connection, or saw it closed. */
export const CLOSE_REASONS = [
  'closed',
  'socket_error',
  'not_mqtt',
  'malformed',
  'foreign_topic',
  'keepalive',
  'replaced',
  'revoked',
  'refused',
  'shutdown',
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

export interface ConnectionLimits {
  /** Records of one connection that wait for their commit; more are not read from its socket. */
  readonly maxInFlight: number;
  /** Bytes of such records. */
  readonly maxInFlightBytes: number;
  /** Longest packet; a longer one closes the connection. */
  readonly maxPacketBytes: number;
}

/** Longest CONNECT: nobody is known yet, so nobody may fill the memory. */
const MAX_CONNECT_BYTES = 16 * 1024;

export interface ConnectionOwner {
  /** A PUBLISH arrived. `settled` acknowledges it. False closes the connection. */
  published(connection: DeviceConnection, packet: PublishFrame, settled: () => void): boolean;
  closed(connection: DeviceConnection, reason: CloseReason): void;
}

/**
 * One device's socket. Cuts it into packets, keeps PUBLISH and its acknowledgements to itself and
 * shows the rest to the MQTT library as {@link ControlStream}.
 */
export class DeviceConnection {
  readonly control: ControlStream;
  readonly remoteAddress: string;
  readonly #socket: Socket;
  readonly #owner: ConnectionOwner;
  readonly #limits: ConnectionLimits;
  readonly #frames = new FrameReader(MAX_CONNECT_BYTES);
  #stage: 'new' | 'connecting' | 'ready' | 'closed' = 'new';
  #acks: { header: number; messageId: number }[] = [];
  #acknowledged = 0;
  #inFlight = 0;
  #inFlightBytes = 0;
  #isPaused = false;
  #keepalive: NodeJS.Timeout | null = null;

  constructor(socket: Socket, owner: ConnectionOwner, limits: ConnectionLimits) {
    this.#socket = socket;
    this.#owner = owner;
    this.#limits = limits;
    this.remoteAddress = socket.remoteAddress ?? 'unknown';
    this.control = new ControlStream(socket);
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', () => this.close('socket_error'));
    socket.on('close', () => this.close('closed'));
    socket.on('end', () => this.close('closed'));
  }

  get isClosed(): boolean {
    return this.#stage === 'closed';
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** The device is known: reads what it sent after CONNECT. */
  ready(keepaliveMs: number): void {
    if (this.isClosed) return;
    this.#stage = 'ready';
    this.#frames.maxBytes = this.#limits.maxPacketBytes;
    if (keepaliveMs > 0) this.#keepalive = setTimeout(() => this.#keepaliveEnded(), keepaliveMs);
    this.#read(Buffer.alloc(0));
    if (!this.#isPaused) this.#socket.resume();
  }

  /** Writes whole packets. @returns `null` when they are with the kernel */
  write(bytes: Buffer): Promise<Error | null> {
    if (this.isClosed) return Promise.resolve(new Error('the connection is closed'));
    return new Promise((resolve) => {
      this.#socket.write(bytes, (error) => resolve(error ?? null));
    });
  }

  /** Closes the socket at once; what is not acknowledged stays with the device. */
  close(reason: CloseReason): void {
    if (this.isClosed) return;
    this.#stage = 'closed';
    if (this.#keepalive !== null) clearTimeout(this.#keepalive);
    this.#socket.destroy();
    this.control.destroy();
    this.#owner.closed(this, reason);
  }

  #read(chunk: Buffer): void {
    this.#keepalive?.refresh();
    try {
      this.#frames.read(chunk, (frame) => this.#take(frame));
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.close('malformed');
    }
  }

  /** @returns whether to go on reading */
  #take(frame: Frame): boolean {
    if (this.#stage === 'new') return this.#takeConnect(frame);
    if (this.#stage !== 'ready') return false;
    const type = frameType(frame);
    if (type === PUBLISH) return this.#takePublish(frame);
    // Acknowledgements of commands: the device's answer is what counts, not that it arrived.
    if (type !== PUBACK) this.control.push(frame.bytes.subarray(frame.start, frame.end));
    return true;
  }

  #takeConnect(frame: Frame): boolean {
    if (frameType(frame) !== CONNECT) {
      this.close('not_mqtt');
      return false;
    }
    this.#stage = 'connecting';
    this.#socket.pause();
    this.control.push(frame.bytes.subarray(frame.start, frame.end));
    return false;
  }

  #takePublish(frame: Frame): boolean {
    const packet = readPublish(frame);
    const { qos, messageId } = packet;
    const bytes = frame.end - frame.start;
    this.#inFlight += 1;
    this.#inFlightBytes += bytes;
    const isOwn = this.#owner.published(this, packet, () => {
      this.#inFlight -= 1;
      this.#inFlightBytes -= bytes;
      if (qos > 0) this.#acknowledge(qos === 1 ? PUBACK_HEADER : PUBREC_HEADER, messageId);
      if (this.#isPaused) this.#resumeWhenCalm();
    });
    if (!isOwn) this.close('foreign_topic');
    else if (this.#isFull()) this.#pause();
    return this.#stage === 'ready' && !this.#isPaused;
  }

  #isFull(): boolean {
    return this.#inFlight >= this.#limits.maxInFlight || this.#inFlightBytes >= this.#limits.maxInFlightBytes;
  }

  #pause(): void {
    this.#isPaused = true;
    this.#socket.pause();
  }

  #resumeWhenCalm(): void {
    const isCalm =
      this.#inFlight <= this.#limits.maxInFlight / 2 &&
      this.#inFlightBytes <= this.#limits.maxInFlightBytes / 2;
    if (!isCalm || this.isClosed) return;
    this.#isPaused = false;
    // Not within the runtime's loop over acknowledgements: frames that were kept come first.
    setImmediate(() => {
      if (this.isClosed || this.#isPaused) return;
      this.#read(Buffer.alloc(0));
      if (!this.#isPaused) this.#socket.resume();
    });
  }

  /** Acknowledgements of one commit leave together: a write costs more than the rest of them. */
  #acknowledge(header: number, messageId: number): void {
    if (this.isClosed) return;
    this.#acks.push({ header, messageId });
    if (this.#acks.length === 1) queueMicrotask(() => this.#flushAcks());
  }

  #flushAcks(): void {
    const acks = this.#acks;
    this.#acks = [];
    if (this.isClosed) return;
    this.#acknowledged += acks.length;
    this.#socket.write(encodeAcks(acks));
  }

  /** A connection that we do not read ourselves is not silent. */
  #keepaliveEnded(): void {
    if (this.#isPaused) this.#keepalive?.refresh();
    else this.close('keepalive');
  }
}
