import type { Socket } from 'node:net';
import { ControlStream } from './control-stream.ts';
import {
  encodeAcks,
  FrameError,
  FrameReader,
  frameType,
  PUBACK_HEADER,
  PUBLISH,
  PUBREC_HEADER,
  readPublish,
} from './frames.ts';
import type { Frame, PublishFrame } from './frames.ts';

export interface InFlightLimits {
  /** Records that wait for their commit; beyond them the socket is not read. */
  readonly maxInFlight: number;
  /** Bytes of such records. */
  readonly maxInFlightBytes: number;
}

export interface PacketHandlers {
  /** A PUBLISH arrived; `settled` acknowledges it. */
  published(packet: PublishFrame, settled: () => void): void;
  /** Any other packet arrived. */
  controlled(frame: Frame): void;
  malformed(error: FrameError): void;
  /** The other side sends but does not read what it is answered. */
  congested(): void;
}

/** Acknowledgements and commands that the other side has not read: a quarter of a million PUBACKs. */
const MAX_UNREAD_BYTES = 1024 * 1024;

/**
 * One MQTT connection, cut into packets. PUBLISH and its acknowledgements stay here, so that any
 * number of records can wait for their commit while the connection goes on; the MQTT library
 * sees the rest through {@link ControlStream}. The same on both ends: for devices' connections
 * and for ours to an outside broker.
 */
export class PacketSocket {
  readonly control: ControlStream;
  readonly #socket: Socket;
  readonly #handlers: PacketHandlers;
  readonly #limits: InFlightLimits;
  readonly #frames: FrameReader;
  #acks: { header: number; messageId: number }[] = [];
  #acknowledged = 0;
  #inFlight = 0;
  #inFlightBytes = 0;
  #isHeld = false;
  #isFull = false;
  #isDestroyed = false;

  constructor(socket: Socket, handlers: PacketHandlers, limits: InFlightLimits & { maxPacketBytes: number }) {
    this.#socket = socket;
    this.#handlers = handlers;
    this.#limits = limits;
    this.#frames = new FrameReader(limits.maxPacketBytes);
    this.control = new ControlStream(socket);
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
  }

  /** PUBLISH packets that are not settled. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** PUBACK and PUBREC written. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Full of records that wait for their commit. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Stops reading after the packet that is being handled. */
  hold(): void {
    this.#isHeld = true;
    this.#socket.pause();
  }

  /** Goes on with what was kept, then reads on. */
  release(maxPacketBytes: number): void {
    this.#frames.maxBytes = maxPacketBytes;
    this.#isHeld = false;
    this.#readOn();
  }

  /** Hands a packet to the MQTT library. */
  pass(frame: Frame): void {
    this.control.push(frame.bytes.subarray(frame.start, frame.end));
  }

  /** Writes whole packets. @returns `null` when they are with the kernel */
  write(bytes: Buffer): Promise<Error | null> {
    if (this.#isDestroyed) return Promise.resolve(new Error('the connection is closed'));
    return new Promise((resolve) => {
      this.#socket.write(bytes, (error) => resolve(error ?? null));
    });
  }

  destroy(error?: Error): void {
    this.#isDestroyed = true;
    this.#socket.destroy();
    this.control.destroy(error);
  }

  get #isReading(): boolean {
    return !(this.#isHeld || this.#isFull || this.#isDestroyed);
  }

  #read(chunk: Buffer): void {
    try {
      this.#frames.read(chunk, (frame) => this.#take(frame));
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#handlers.malformed(error);
    }
  }

  #readOn(): void {
    if (!this.#isReading) return;
    this.#read(Buffer.alloc(0));
    if (this.#isReading) this.#socket.resume();
  }

  /** @returns whether to go on reading */
  #take(frame: Frame): boolean {
    if (frameType(frame) === PUBLISH) this.#takePublish(frame);
    else this.#handlers.controlled(frame);
    return this.#isReading;
  }

  #takePublish(frame: Frame): void {
    const packet = readPublish(frame);
    const { qos, messageId } = packet;
    const bytes = frame.end - frame.start;
    this.#inFlight += 1;
    this.#inFlightBytes += bytes;
    this.#handlers.published(packet, () => {
      this.#inFlight -= 1;
      this.#inFlightBytes -= bytes;
      if (qos > 0) this.#acknowledge(qos === 1 ? PUBACK_HEADER : PUBREC_HEADER, messageId);
      if (this.#isFull) this.#readOnWhenCalm();
    });
    const { maxInFlight, maxInFlightBytes } = this.#limits;
    if (this.#inFlight < maxInFlight && this.#inFlightBytes < maxInFlightBytes) return;
    this.#isFull = true;
    this.#socket.pause();
  }

  #readOnWhenCalm(): void {
    const { maxInFlight, maxInFlightBytes } = this.#limits;
    if (this.#inFlight > maxInFlight / 2 || this.#inFlightBytes > maxInFlightBytes / 2) return;
    this.#isFull = false;
    // Not within the runtime's loop over acknowledgements.
    setImmediate(() => this.#readOn());
  }

  /** Acknowledgements of one commit leave together: a write costs more than the rest of them. */
  #acknowledge(header: number, messageId: number): void {
    if (this.#isDestroyed) return;
    this.#acks.push({ header, messageId });
    if (this.#acks.length === 1) queueMicrotask(() => this.#flushAcks());
  }

  #flushAcks(): void {
    const acks = this.#acks;
    this.#acks = [];
    if (this.#isDestroyed) return;
    this.#acknowledged += acks.length;
    this.#socket.write(encodeAcks(acks));
    if (this.#socket.writableLength > MAX_UNREAD_BYTES) this.#handlers.congested();
  }
}
