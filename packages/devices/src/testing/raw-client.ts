import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import mqttPacket from 'mqtt-packet';
import type { Packet } from 'mqtt-packet';

/** An MQTT client that does what it is told, also what a library would not do. */
export class RawClient {
  readonly packets: Packet[] = [];
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  #waiters: { cmd: string; resolve: (packet: Packet) => void }[] = [];
  #seen = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => {
      socket.once('close', () => resolve());
    });
    // A connection that the broker resets is what some tests are about.
    socket.on('error', () => undefined);
    const parser = mqttPacket.parser();
    parser.on('packet', (packet: Packet) => this.#arrived(packet));
    socket.on('data', (chunk: Buffer) => parser.parse(chunk));
  }

  static async open(port: number): Promise<RawClient> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  /** Connects as a device and waits for CONNACK. */
  static async device(port: number, number: number): Promise<RawClient> {
    const client = await RawClient.open(port);
    client.connect(`van-${number}`, `key-${number}`);
    await client.next('connack');
    return client;
  }

  connect(username: string, password: string, keepalive = 0): void {
    this.send({
      cmd: 'connect',
      clientId: 'any',
      clean: true,
      keepalive,
      username,
      password: Buffer.from(password),
    });
  }

  publish(topic: string, payload: string, messageId?: number): void {
    const base = { cmd: 'publish', topic, payload, retain: false, dup: false } as const;
    this.send(messageId === undefined ? { ...base, qos: 0 } : { ...base, qos: 1, messageId });
  }

  send(...packets: Packet[]): void {
    this.write(Buffer.concat(packets.map((packet) => mqttPacket.generate(packet))));
  }

  write(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  /** The next packet of a kind that was not handed out yet. */
  next(cmd: Packet['cmd']): Promise<Packet> {
    const index = this.packets.findIndex((packet, at) => at >= this.#seen && packet.cmd === cmd);
    const packet = this.packets[index];
    if (packet !== undefined) {
      this.#seen = index + 1;
      return Promise.resolve(packet);
    }
    return new Promise((resolve) => {
      this.#waiters.push({ cmd, resolve });
    });
  }

  /** A round trip: everything sent before has been read, and every answer to it arrived. */
  async settle(): Promise<void> {
    this.send({ cmd: 'pingreq' });
    await this.next('pingresp');
  }

  stopReading(): void {
    this.#socket.pause();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #arrived(packet: Packet): void {
    this.packets.push(packet);
    const waiter = this.#waiters.find(({ cmd }) => cmd === packet.cmd);
    if (waiter === undefined) return;
    this.#waiters = this.#waiters.filter((other) => other !== waiter);
    this.#seen = this.packets.length;
    waiter.resolve(packet);
  }
}
