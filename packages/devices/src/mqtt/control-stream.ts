import { Duplex } from 'node:stream';
import type { Socket } from 'node:net';

/**
 * What the MQTT library sees of a connection: every packet but telemetry and its
 * acknowledgements, which are taken out of the byte stream before it and written past it.
 * Each write carries whole packets, so both may write to the one socket.
 */
export class ControlStream extends Duplex {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
  }

  override _read(): void {
    // Bytes are pushed when they arrive; there is nothing to ask for.
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, done);
  }

  override _writev(
    chunks: readonly { readonly chunk: Buffer }[],
    done: (error?: Error | null) => void,
  ): void {
    this.#socket.write(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  override _final(done: () => void): void {
    this.#socket.end();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}
