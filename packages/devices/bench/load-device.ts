import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import mqttPacket from 'mqtt-packet';
import type { Packet } from 'mqtt-packet';

/** Message ids go round; more than any window. */
const MESSAGE_IDS = 4096;

/** What to send. Plain data: it goes to a child process. */
export interface LoadOptions {
  readonly host: string;
  readonly port: number;
  readonly devices: readonly { readonly deviceId: string; readonly key: string }[];
  /** Records of one device that wait for their PUBACK at most, up to 4000. */
  readonly window: number;
  /** Not measured. */
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** Records per second over all devices; without it as fast as they are acknowledged. */
  readonly ratePerSecond?: number;
  /**
   * Devices subscribe to commands, obey, answer, and report the output. Their speed changes
   * between 40 and 90 every so many records; the time to the next command is measured.
   */
  readonly flipEvery?: number;
}

/** How a device sends: `null` as fast as it is acknowledged, else what it is allowed. */
export interface Step {
  readonly perDevice: number | null;
}

export interface DeviceTally {
  readonly ackMs: readonly number[];
  readonly commandMs: readonly number[];
}

/** A PUBLISH made once; each record is a copy with its id, time, speed and output patched in. */
class RecordTemplate {
  readonly bytes: Buffer;
  readonly #id: number;
  readonly #time: number;
  readonly #speed: number;
  readonly #output: number;

  constructor(deviceId: string) {
    const topic = `ngp/${deviceId}`;
    const payload = JSON.stringify({
      message_time: '2026-11-20T10:00:00.000Z',
      device_id: deviceId,
      version: '1.2',
      location: {
        latitude: 59.43712,
        longitude: 24.75361,
        altitude: 31.2,
        speed: 40,
        heading: 187,
        satellites: 11,
        hdop: 0.8,
        fix_type: 'FIX_3D',
      },
      event_id: 401,
      ignition: true,
      is_moving: true,
      board_voltage: 12.61,
      output_status: 0,
    });
    this.bytes = mqttPacket.generate({
      cmd: 'publish',
      topic,
      payload,
      qos: 1,
      messageId: 1,
      retain: false,
      dup: false,
    });
    this.#id = this.bytes.indexOf(topic) + topic.length;
    this.#time = this.bytes.indexOf('2026-11-20T');
    this.#speed = this.bytes.indexOf('"speed":') + '"speed":'.length;
    this.#output = this.bytes.indexOf('"output_status":') + '"output_status":'.length;
  }

  write(
    target: Buffer,
    at: number,
    record: { id: number; time: number; fast: boolean; output: boolean },
  ): void {
    this.bytes.copy(target, at);
    target.writeUInt16BE(record.id, at + this.#id);
    target.write(new Date(record.time).toISOString(), at + this.#time, 'latin1');
    target.write(record.fast ? '90' : '40', at + this.#speed, 'latin1');
    target.write(record.output ? '1' : '0', at + this.#output, 'latin1');
  }
}

/** One device that sends records over a plain socket: packets are made by copying bytes. */
export class LoadDevice {
  readonly #socket: Socket;
  readonly #options: LoadOptions;
  readonly #deviceId: string;
  readonly #template: RecordTemplate;
  readonly #sentAt = new Float64Array(MESSAGE_IDS);
  readonly #parser = mqttPacket.parser();
  #tally: { ackMs: number[]; commandMs: number[] } = { ackMs: [], commandMs: [] };
  #awaited = new Map<Packet['cmd'], () => void>();
  #sent = 0;
  #inFlight = 0;
  /** When what is being read arrived, and the records that it acknowledges. */
  #now = 0;
  #acknowledged = 0;
  #lastTime = 0;
  #allowance: number | null = null;
  #flippedAt: number | null = null;
  #output = false;

  private constructor(socket: Socket, deviceId: string, options: LoadOptions) {
    this.#socket = socket;
    this.#deviceId = deviceId;
    this.#options = options;
    this.#template = new RecordTemplate(deviceId);
    this.#parser.on('packet', (packet: Packet) => this.#arrived(packet));
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
  }

  static async connect(
    { deviceId, key }: { readonly deviceId: string; readonly key: string },
    options: LoadOptions,
  ): Promise<LoadDevice> {
    const socket = connect({ host: options.host, port: options.port, noDelay: true });
    await once(socket, 'connect');
    const device = new LoadDevice(socket, deviceId, options);
    socket.write(
      mqttPacket.generate({
        cmd: 'connect',
        clientId: deviceId,
        clean: true,
        keepalive: 0,
        username: deviceId,
        password: Buffer.from(key),
      }),
    );
    await device.#arrival('connack');
    if (options.flipEvery !== undefined) await device.#subscribe();
    return device;
  }

  start(step: Step): void {
    this.#allowance = step.perDevice;
    if (step.perDevice === null) this.#send(this.#options.window);
  }

  /** Lets a paced device send so many more; what it cannot send within its window is lost time. */
  allow(records: number): void {
    this.#allowance = (this.#allowance ?? 0) + records;
    const count = Math.min(Math.floor(this.#allowance), this.#options.window - this.#inFlight);
    this.#allowance -= count;
    if (count > 0) this.#send(count);
  }

  takeTally(): DeviceTally {
    const tally = this.#tally;
    this.#tally = { ackMs: [], commandMs: [] };
    return tally;
  }

  close(): void {
    this.#socket.destroy();
  }

  async #subscribe(): Promise<void> {
    const topic = `ngp/${this.#deviceId}/command`;
    this.#socket.write(
      mqttPacket.generate({ cmd: 'subscribe', messageId: MESSAGE_IDS, subscriptions: [{ topic, qos: 1 }] }),
    );
    await this.#arrival('suback');
  }

  #arrival(cmd: Packet['cmd']): Promise<void> {
    return new Promise((resolve) => {
      this.#awaited.set(cmd, resolve);
    });
  }

  #send(count: number): void {
    const { length } = this.#template.bytes;
    const bytes = Buffer.allocUnsafe(count * length);
    const now = performance.now();
    for (let index = 0; index < count; index += 1) this.#writeRecord(bytes, index * length, now);
    this.#inFlight += count;
    this.#socket.write(bytes);
  }

  #writeRecord(bytes: Buffer, at: number, now: number): void {
    const flipEvery = this.#options.flipEvery ?? Number.POSITIVE_INFINITY;
    const id = (this.#sent % (MESSAGE_IDS - 1)) + 1;
    // Records of one device differ in time, or they would be duplicates.
    this.#lastTime = Math.max(this.#lastTime + 1, Date.now());
    const fast = Math.floor(this.#sent / flipEvery) % 2 === 1;
    if (this.#sent > 0 && this.#sent % flipEvery === 0) this.#flippedAt = now;
    this.#template.write(bytes, at, { id, time: this.#lastTime, fast, output: this.#output });
    this.#sentAt[id] = now;
    this.#sent += 1;
  }

  #read(chunk: Buffer): void {
    this.#now = performance.now();
    this.#acknowledged = 0;
    this.#parser.parse(chunk);
    if (this.#acknowledged === 0) return;
    this.#inFlight -= this.#acknowledged;
    if (this.#allowance === null) this.#send(this.#acknowledged);
  }

  #arrived(packet: Packet): void {
    if (packet.cmd === 'puback') {
      this.#acknowledged += 1;
      this.#tally.ackMs.push(this.#now - (this.#sentAt[packet.messageId ?? 0] ?? this.#now));
    } else if (packet.cmd === 'publish') this.#obey(packet.payload);
    else this.#awaited.get(packet.cmd)?.();
  }

  #obey(payload: string | Buffer): void {
    if (this.#flippedAt !== null) this.#tally.commandMs.push(this.#now - this.#flippedAt);
    this.#flippedAt = null;
    const command: unknown = JSON.parse(payload.toString());
    if (typeof command !== 'object' || command === null || !('id' in command)) return;
    if ('value' in command) this.#output = command.value === true;
    this.#socket.write(
      mqttPacket.generate({
        cmd: 'publish',
        topic: `ngp/${this.#deviceId}/response`,
        payload: JSON.stringify({ id: command.id, status: 'done' }),
        qos: 0,
        retain: false,
        dup: false,
      }),
    );
  }
}
