import { connect, type MqttClient } from 'mqtt';
import { z } from 'zod';
import type { CommandReceipt, DeviceEvidence, PlannedRecord } from './evidence.ts';

export interface CrashDeviceOptions {
  readonly deviceId: string;
  readonly key: string;
  readonly sourceId: number;
  /** In [0, 1). */
  readonly random: () => number;
}

const commandSchema = z.object({
  id: z.string(),
  value: z.boolean().optional(),
  command: z.string().optional(),
});

const CONNECT_WITHIN_MS = 5000;
/** A reply takes up to this long, so that a kill meets commands that were obeyed and not answered. */
const REPLIES_WITHIN_MS = 100;

/**
 * A device whose memory outlives every server: it keeps a record until it is acknowledged, sends
 * what is left in its order after each connect, carries a command out once however often its id
 * comes, and logs every command that reaches it.
 */
export class CrashDevice implements DeviceEvidence {
  readonly deviceId: string;
  readonly sourceId: number;
  readonly records: PlannedRecord[] = [];
  readonly received: CommandReceipt[] = [];
  output = false;
  readonly #key: string;
  readonly #random: () => number;
  readonly #obeyed = new Set<string>();
  /** Records that the server has not acknowledged, oldest first. */
  readonly #kept = new Map<number, string>();
  #client: MqttClient | null = null;
  #isUp = false;
  #lastTime = 0;
  #reports = 0;

  constructor({ deviceId, key, sourceId, random }: CrashDeviceOptions) {
    this.#random = random;
    this.deviceId = deviceId;
    this.#key = key;
    this.sourceId = sourceId;
  }

  /** How many records are not acknowledged yet. */
  get unacknowledged(): number {
    return this.#kept.size;
  }

  /**
   * Connects, says what is left, and from then on everything at once. A server that dies meanwhile
   * is no fault.
   */
  connect(mqttUrl: string): void {
    const client = connect(mqttUrl, {
      clientId: this.deviceId,
      username: this.deviceId,
      password: this.#key,
      reconnectPeriod: 0,
      connectTimeout: CONNECT_WITHIN_MS,
    });
    this.#client = client;
    client.on('error', () => {});
    client.on('close', () => this.#leave(client));
    client.on('message', (_topic, payload) => this.#obey(client, payload.toString()));
    client.on('connect', () => {
      client.subscribe(`ngp/${this.deviceId}/command`, { qos: 1 }, (error) => {
        if (!error) this.#begin(client);
      });
    });
  }

  disconnect(): void {
    if (this.#client !== null) this.#leave(this.#client);
  }

  #leave(client: MqttClient): void {
    client.end(true);
    if (this.#client !== client) return;
    this.#client = null;
    this.#isUp = false;
  }

  #begin(client: MqttClient): void {
    if (this.#client !== client) return;
    this.#isUp = true;
    for (const [report, text] of this.#kept) this.#publish(client, report, text);
  }

  /** Reports what a record asks for. */
  report(plan: Omit<PlannedRecord, 'n'>): void {
    const n = this.records.length + 1;
    this.records.push({ n, ...plan });
    this.#send({ n, ...plan });
  }

  /** Reports the state of its output alone, as proof of what it did. */
  reportOutput(): void {
    this.#send({});
  }

  #send(fields: object): void {
    this.#lastTime = Math.max(Date.now(), this.#lastTime + 1);
    const time = new Date(this.#lastTime).toISOString();
    const text = JSON.stringify({ message_time: time, output_status: this.output ? 1 : 0, ...fields });
    this.#reports += 1;
    this.#kept.set(this.#reports, text);
    if (this.#client !== null && this.#isUp) this.#publish(this.#client, this.#reports, text);
  }

  #publish(client: MqttClient, report: number, text: string): void {
    client.publish(`ngp/${this.deviceId}`, text, { qos: 1 }, (error) => {
      if (!error) this.#kept.delete(report);
    });
  }

  #obey(client: MqttClient, payload: string): void {
    const { id, value, command = null } = commandSchema.parse(JSON.parse(payload));
    this.received.push({ id, text: command, at: Date.now() });
    const isNew = !this.#obeyed.has(id);
    this.#obeyed.add(id);
    if (isNew && value !== undefined) this.output = value;
    const answer = JSON.stringify({ id, status: 'done', output_status: this.output ? 1 : 0 });
    const reply = () => client.publish(`ngp/${this.deviceId}/response`, answer, { qos: 1 }, () => {});
    setTimeout(() => client.connected && reply(), REPLIES_WITHIN_MS * this.#random());
  }
}
