import type { Clock } from '@signalbox/runtime';
import { connectAsync, type MqttClient } from 'mqtt';
import { deviceTopics } from '../mqtt/topics.ts';
import type { Behaviour } from './behaviour.ts';
import { CommandPort } from './commands.ts';
import type { Vehicle } from './vehicle.ts';

export interface SimulatedDeviceOptions {
  /** `mqtt://host:port` */
  readonly url: string;
  readonly deviceId: string;
  readonly key: string;
  readonly vehicle: Vehicle;
  readonly behaviour: Behaviour;
  /** How much faster than life the vehicle drives; records keep their real times. */
  readonly speedUp: number;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly onProblem: (deviceId: string, reason: string) => void;
}

const RECONNECT_AFTER_MS = 2000;
/** A tracker's flash memory is finite too. */
const BUFFER_LIMIT = 5000;

/**
 * A tracker over real MQTT: reports what its vehicle observes, keeps what it could not send and
 * uploads it newest first, obeys commands and answers them, late at times.
 */
export class SimulatedDevice {
  readonly #options: SimulatedDeviceOptions;
  readonly #topics: ReturnType<typeof deviceTopics>;
  readonly #commands: CommandPort;
  readonly #startedAt: number;
  #client: MqttClient | null = null;
  #buffer: string[] = [];
  #stopped = false;
  readonly #alarms = new Set<() => void>();

  constructor(options: SimulatedDeviceOptions) {
    this.#options = options;
    this.#topics = deviceTopics(options.deviceId);
    this.#commands = new CommandPort(options.vehicle);
    this.#startedAt = options.clock.now();
  }

  /** Connects and begins to report. */
  start(): void {
    void this.#connect();
    this.#later(this.#options.behaviour.reportEveryMs * this.#options.random(), () => this.#report());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const cancel of this.#alarms) cancel();
    await this.#client?.endAsync(true);
  }

  async #connect(): Promise<void> {
    const { url, deviceId, key } = this.#options;
    try {
      const client = await connectAsync(url, {
        clientId: deviceId,
        username: deviceId,
        password: key,
        reconnectPeriod: 0,
        will: { topic: this.#topics.status, payload: Buffer.from('{"online":false}'), qos: 0, retain: true },
      });
      client.on('error', () => client.end(true));
      client.on('message', (_, payload) => this.#obey(payload.toString()));
      await this.#greet(client);
    } catch (error) {
      this.#options.onProblem(deviceId, error instanceof Error ? error.message : String(error));
      this.#later(RECONNECT_AFTER_MS, () => void this.#connect());
    }
  }

  async #greet(client: MqttClient): Promise<void> {
    try {
      await client.subscribeAsync(this.#topics.command, { qos: 1 });
      await client.publishAsync(this.#topics.status, '{"online":true}', { qos: 1, retain: true });
    } catch (error) {
      client.end(true);
      throw error;
    }
    if (this.#stopped) {
      await client.endAsync(true);
      return;
    }
    this.#client = client;
    client.on('close', () => this.#lost(client));
    this.#upload();
  }

  #lost(client: MqttClient): void {
    if (this.#client !== client) return;
    this.#client = null;
    this.#later(RECONNECT_AFTER_MS, () => void this.#connect());
  }

  #report(): void {
    const { behaviour, random } = this.#options;
    const record = this.#record();
    this.#send(record);
    if (random() < behaviour.duplicate) this.#send(record);
    if (random() < behaviour.linkDrop.probability) this.#drop();
    this.#later(behaviour.reportEveryMs, () => this.#report());
  }

  #record(): string {
    const { behaviour, clock, deviceId, random, speedUp, vehicle } = this.#options;
    const now = clock.now();
    const observed = vehicle.observe((now - this.#startedAt) * speedUp, random);
    const location =
      random() < behaviour.noFix ? { fix_type: 'NO_FIX', satellites: 0 } : observed['location'];
    return JSON.stringify({
      message_time: new Date(now).toISOString(),
      device_id: deviceId,
      version: '1.2',
      ...observed,
      location,
    });
  }

  #send(record: string): void {
    if (!this.#client) {
      this.#buffer.push(record);
      if (this.#buffer.length > BUFFER_LIMIT) this.#buffer.shift();
      return;
    }
    this.#client.publish(this.#topics.record, record, { qos: 1 }, (error) => {
      // Not acknowledged is not received: the record goes to the buffer and up again later.
      if (error && !this.#stopped) this.#buffer.push(record);
    });
  }

  /** Newest first, as many trackers do. */
  #upload(): void {
    const records = this.#buffer.toReversed();
    this.#buffer = [];
    for (const record of records) this.#send(record);
  }

  /** The radio is gone for a while. */
  #drop(): void {
    const client = this.#client;
    if (!client) return;
    this.#client = null;
    client.end(true);
    this.#later(this.#options.behaviour.linkDrop.forMs, () => void this.#connect());
  }

  #obey(payload: string): void {
    const { behaviour, clock, random } = this.#options;
    const answer = this.#commands.receive(payload, clock.now());
    if (!answer) return;
    const late = random() < behaviour.lateReply.probability;
    const wait = (late ? behaviour.lateReply.afterMs : behaviour.replyAfterMs) * (0.5 + random());
    const status = this.#options.vehicle.outputStatus;
    this.#later(wait, () => {
      const reply = JSON.stringify({ ...answer, output_status: status });
      this.#client?.publish(this.#topics.response, reply, { qos: 1 });
    });
  }

  #later(ms: number, work: () => void): void {
    if (this.#stopped) return;
    const cancel = this.#options.clock.wakeAt(this.#options.clock.now() + ms, () => {
      this.#alarms.delete(cancel);
      if (!this.#stopped) work();
    });
    this.#alarms.add(cancel);
  }
}
