import { Agent, request } from 'node:http';
import type { DeviceDetail } from '@signalbox/api';
import { connectAsync, type MqttClient } from 'mqtt';

/** Posts JSON over connections that stay open. */
export class Caller {
  readonly #url: URL;
  readonly #key: string;
  readonly #agent: Agent;

  constructor(url: string, key: string, connections: number) {
    this.#url = new URL(url);
    this.#key = key;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** @throws {Error} for an answer that is no success */
  post(path: string, body: object): Promise<string> {
    const text = JSON.stringify(body);
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      authorization: `NVX ${this.#key}`,
    };
    const { hostname, port } = this.#url;
    const options = { hostname, port, path, method: 'POST', headers, agent: this.#agent };
    const outgoing = request(options, (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (answer += chunk));
      response.on('end', () => {
        if ((response.statusCode ?? 500) < 300) resolve(answer);
        else reject(new Error(`${path} answered ${response.statusCode}: ${answer}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(text);
    return promise;
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** A device over MQTT that does what it is told, says so at once, and reports its outputs every second. */
export class ObedientDevice {
  readonly trackerId: number;
  readonly #client: MqttClient;
  readonly #timer: NodeJS.Timeout;
  #outputs = 0;

  private constructor(trackerId: number, deviceId: string, client: MqttClient) {
    this.trackerId = trackerId;
    this.#client = client;
    client.on('message', (_topic, payload) => {
      const { id, output, value } = JSON.parse(payload.toString());
      const bit = 2 ** (output - 1);
      this.#outputs = value === true ? this.#outputs | bit : this.#outputs & ~bit;
      client.publish(`ngp/${deviceId}/response`, JSON.stringify({ id, status: 'done' }), { qos: 0 });
    });
    this.#timer = setInterval(() => {
      const record = { message_time: new Date().toISOString(), output_status: this.#outputs };
      client.publish(`ngp/${deviceId}`, JSON.stringify(record), { qos: 0 });
    }, 1000);
  }

  static async connect(caller: Caller, mqttPort: number, deviceId: string): Promise<ObedientDevice> {
    const body = { label: deviceId, device_id: deviceId, model: 'ngp_generic' };
    const created: DeviceDetail & { key: string } = JSON.parse(await caller.post('/api/devices', body));
    const client = await connectAsync(`mqtt://127.0.0.1:${mqttPort}`, {
      clientId: deviceId,
      username: deviceId,
      password: created.key,
    });
    const device = new ObedientDevice(created.id, deviceId, client);
    await client.subscribeAsync(`ngp/${deviceId}/command`, { qos: 1 });
    return device;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#client.endAsync(true);
  }
}
