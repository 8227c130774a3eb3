import mqttPacket from 'mqtt-packet';
import { MqttLink } from './mqtt-link.ts';
import type { Login } from './mqtt-link.ts';
import { PACKET, readPublish } from './packet-reader.ts';
import type { Packet } from './packet-reader.ts';
import { RecordTemplate } from './record-template.ts';

/** Message ids go round; more than a device ever has under way. */
const MESSAGE_IDS = 1024;

export interface Tally {
  sent: number;
  acknowledged: number;
  /** From writing a record to its PUBACK. */
  ackMs: number[];
  /** From writing the record whose speed changed to the command. */
  commandMs: number[];
  /** Speed changes that were followed by the next one before their command came. */
  missedCommands: number;
}

export function emptyTally(): Tally {
  return { sent: 0, acknowledged: 0, ackMs: [], commandMs: [], missedCommands: 0 };
}

export interface DeviceOptions {
  readonly port: number;
  readonly login: Login;
  readonly qos: 0 | 1;
  /** The speed changes between 40 and 90 every so many records. */
  readonly flipEvery: number;
  /** How many records into that rhythm the device begins, so that not all change at once. */
  readonly phase: number;
}

/**
 * One device: sends records, obeys commands, answers them, and reports its output. Packets are made
 * by copying bytes, and nothing is parsed but commands.
 */
export class LoadDevice {
  /** Called with how many records were acknowledged at once. */
  onAcknowledged: (count: number) => void = () => {};
  readonly #link: MqttLink;
  readonly #options: DeviceOptions;
  readonly #template: RecordTemplate;
  readonly #sentAt = new Float64Array(MESSAGE_IDS);
  #tally = emptyTally();
  #sent = 0;
  #lastTime = 0;
  #fast = false;
  #output = false;
  #flippedAt: number | null = null;
  #acknowledged = 0;

  private constructor(link: MqttLink, options: DeviceOptions) {
    this.#link = link;
    this.#options = options;
    this.#template = new RecordTemplate(options.login.deviceId, options.qos);
    link.onPacket = (packet) => this.#read(packet);
    link.onChunkRead = () => this.#settle();
  }

  static async connect(options: DeviceOptions): Promise<LoadDevice> {
    const { login, port } = options;
    return new LoadDevice(await MqttLink.open(port, login, `ngp/${login.deviceId}/command`), options);
  }

  send(count: number): void {
    const { length } = this.#template;
    const bytes = Buffer.allocUnsafe(count * length);
    const now = performance.now();
    for (let index = 0; index < count; index += 1) this.#writeRecord(bytes, index * length, now);
    this.#tally.sent += count;
    this.#link.write(bytes);
  }

  takeTally(): Tally {
    const tally = this.#tally;
    this.#tally = emptyTally();
    return tally;
  }

  close(): void {
    this.#link.close();
  }

  #writeRecord(bytes: Buffer, at: number, now: number): void {
    const { flipEvery, phase } = this.#options;
    const messageId = (this.#sent % (MESSAGE_IDS - 1)) + 1;
    const fast = Math.floor((this.#sent + phase) / flipEvery) % 2 === 1;
    if (fast !== this.#fast) this.#flip(fast, now);
    // Records of one device differ in time, or they would be duplicates.
    this.#lastTime = Math.max(this.#lastTime + 1, Date.now());
    this.#template.write(bytes, at, { messageId, time: this.#lastTime, fast, output: this.#output });
    this.#sentAt[messageId] = now;
    this.#sent += 1;
  }

  #flip(fast: boolean, now: number): void {
    if (this.#flippedAt !== null) this.#tally.missedCommands += 1;
    this.#fast = fast;
    this.#flippedAt = now;
  }

  #read(packet: Packet): void {
    if (packet.type === PACKET.publish) this.#obey(packet);
    if (packet.type !== PACKET.puback) return;
    const sentAt = this.#sentAt[packet.body.readUInt16BE(0)] ?? 0;
    this.#tally.ackMs.push(performance.now() - sentAt);
    this.#tally.acknowledged += 1;
    this.#acknowledged += 1;
  }

  #settle(): void {
    const count = this.#acknowledged;
    if (count === 0) return;
    this.#acknowledged = 0;
    this.onAcknowledged(count);
  }

  #obey(packet: Packet): void {
    const { messageId, payload } = readPublish(packet);
    const command: unknown = JSON.parse(payload.toString());
    if (typeof command !== 'object' || command === null || !('id' in command) || !('value' in command))
      return;
    this.#output = command.value === true;
    if (this.#flippedAt !== null && this.#output === this.#fast) {
      this.#tally.commandMs.push(performance.now() - this.#flippedAt);
      this.#flippedAt = null;
    }
    if (messageId !== null) this.#link.write(mqttPacket.generate({ cmd: 'puback', messageId }));
    this.#link.write(this.#answerTo(command.id));
  }

  #answerTo(id: unknown): Buffer {
    return mqttPacket.generate({
      cmd: 'publish',
      topic: `ngp/${this.#options.login.deviceId}/response`,
      payload: JSON.stringify({ id, status: 'done' }),
      qos: 0,
      retain: false,
      dup: false,
    });
  }
}
