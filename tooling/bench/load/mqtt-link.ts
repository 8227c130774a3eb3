import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import mqttPacket from 'mqtt-packet';
import { PACKET, PacketReader } from './packet-reader.ts';
import type { Packet } from './packet-reader.ts';

export interface Login {
  readonly deviceId: string;
  readonly key: string;
}

const ANSWER_WITHIN_MS = 30_000;

/** A connected and subscribed MQTT client, bare: what arrives goes to `onPacket`. */
export class MqttLink {
  onPacket: (packet: Packet) => void = () => {};
  /** After each chunk of bytes whose packets were handed on. */
  onChunkRead: () => void = () => {};
  readonly #socket: Socket;
  readonly #reader = new PacketReader();
  #closing = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#reader.read(chunk, (packet) => this.onPacket(packet));
      this.onChunkRead();
    });
  }

  /** @throws when the broker refuses the client or its subscription */
  static async open(port: number, { deviceId, key }: Login, topic: string): Promise<MqttLink> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    await once(socket, 'connect');
    const link = new MqttLink(socket);
    const connack = await link.#ask(PACKET.connack, {
      cmd: 'connect',
      clientId: deviceId,
      clean: true,
      keepalive: 0,
      username: deviceId,
      password: Buffer.from(key),
    });
    if (connack.body[1] !== 0) throw new Error(`The broker refused ${deviceId}: code ${connack.body[1]}`);
    const suback = await link.#ask(PACKET.suback, {
      cmd: 'subscribe',
      messageId: 1,
      subscriptions: [{ topic, qos: 1 }],
    });
    if (suback.body[2] === 128)
      throw new Error(`The broker refused ${deviceId} its subscription to ${topic}`);
    socket.on('error', (error) => {
      throw new Error(`The connection of ${deviceId} broke: ${error.message}`);
    });
    socket.on('close', () => {
      if (!link.#closing) throw new Error(`The broker closed the connection of ${deviceId}`);
    });
    return link;
  }

  write(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  close(): void {
    this.#closing = true;
    this.#socket.destroy();
  }

  #ask(answer: number, question: mqttPacket.Packet): Promise<Packet> {
    const { promise, resolve, reject } = Promise.withResolvers<Packet>();
    const timer = setTimeout(
      () => reject(new Error(`The broker did not answer ${question.cmd}`)),
      ANSWER_WITHIN_MS,
    );
    this.onPacket = (packet) => {
      if (packet.type === answer) resolve(packet);
    };
    this.#socket.once('close', () =>
      reject(new Error(`The broker closed the connection at ${question.cmd}`)),
    );
    this.write(mqttPacket.generate(question));
    return promise.finally(() => clearTimeout(timer));
  }
}
