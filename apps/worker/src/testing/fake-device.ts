import { connectAsync, type MqttClient } from 'mqtt';

export interface ReceivedCommand {
  readonly id: string;
  readonly type: string;
  readonly output?: number;
  readonly value?: boolean;
  readonly command?: string;
}

/** A device at an outside broker that does and answers at once what it is told. */
export class FakeDevice {
  /** Commands in the order they came, repetitions included. */
  readonly commands: ReceivedCommand[] = [];
  readonly #client: MqttClient;
  readonly #topic: string;
  #waiting: (() => void)[] = [];
  #time = 0;

  private constructor(client: MqttClient, deviceId: string) {
    this.#client = client;
    this.#topic = `ngp/${deviceId}`;
    client.on('message', (_, payload) => this.#obey(JSON.parse(payload.toString())));
  }

  static async connect(url: string, deviceId: string): Promise<FakeDevice> {
    const client = await connectAsync(url, { clientId: deviceId });
    const device = new FakeDevice(client, deviceId);
    await client.subscribeAsync(`ngp/${deviceId}/command`, { qos: 1 });
    await client.publishAsync(`ngp/${deviceId}/status`, '{"online":true}', { qos: 1, retain: true });
    return device;
  }

  /** Different commands that came. */
  get commandIds(): ReadonlySet<string> {
    return new Set(this.commands.map(({ id }) => id));
  }

  /** Resolves when the broker has the record. Each record is newer than the one before. */
  async report(attributes: Readonly<Record<string, unknown>>): Promise<void> {
    this.#time = Math.max(this.#time + 1, Date.now());
    const record = { message_time: new Date(this.#time).toISOString(), ...attributes };
    await this.#client.publishAsync(this.#topic, JSON.stringify(record), { qos: 1 });
  }

  /** Resolves when the condition on what came holds. */
  async until(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }

  async close(): Promise<void> {
    await this.#client.endAsync(true);
  }

  #obey(command: ReceivedCommand): void {
    this.commands.push(command);
    const reply = JSON.stringify({ id: command.id, status: 'done' });
    this.#client.publish(`${this.#topic}/response`, reply, { qos: 1 });
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
