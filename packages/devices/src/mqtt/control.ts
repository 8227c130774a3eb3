import type { EventEmitter } from 'node:events';
import { Aedes } from 'aedes';
import type { Client, ConnectPacket, Subscription } from 'aedes';
import type { DeviceConnection } from './connection.ts';

/** CONNACK return codes (MQTT 3.1.1 §3.2.2.3) that refuse a device. */
export const CONNACK = { serverUnavailable: 3, badUserNameOrPassword: 4, notAuthorized: 5 } as const;
export type ConnackRefusal = (typeof CONNACK)[keyof typeof CONNACK];

export interface Credentials {
  /** The user name; empty without one. */
  readonly deviceId: string;
  readonly key: string;
  readonly willTopic: string | null;
}

/** What the broker decides about a session. */
export interface ControlHooks {
  /** @returns `null` to let the device in */
  authenticate(connection: DeviceConnection, credentials: Credentials): Promise<ConnackRefusal | null>;
  maySubscribe(connection: DeviceConnection, topic: string): boolean;
  subscribed(connection: DeviceConnection, topic: string, qos: number): void;
  unsubscribed(connection: DeviceConnection, topic: string): void;
  failed(error: Error): void;
}

/** What aedes turns into a CONNACK. */
type ConnackError = Error & { returnCode: number };

/** MQTT's marker of a subscription that was not granted. */
const NOT_GRANTED = 128;

/** What CONNECT said that must be known after authentication. */
interface Connect {
  readonly keepaliveMs: number;
  readonly willTopic: string | null;
}

/** How long a device may be silent: one and a half times its keep-alive (MQTT 3.1.1 §3.1.2.10). */
function allowedSilenceMs(keepaliveSeconds: number): number {
  return keepaliveSeconds * 1500;
}

/** A device id has up to 64 characters, and the device id is the client id. */
const MAX_CLIENT_ID = 64;

/**
 * MQTT's session protocol, spoken by aedes: CONNECT, SUBSCRIBE, UNSUBSCRIBE, PINGREQ, PUBREL,
 * DISCONNECT. Telemetry and commands do not come here.
 */
export class ControlProtocol {
  readonly #aedes: Aedes;
  readonly #hooks: ControlHooks;
  readonly #connections = new WeakMap<object, DeviceConnection>();
  readonly #connects = new WeakMap<DeviceConnection, Connect>();

  constructor(hooks: ControlHooks, connectTimeoutMs: number) {
    this.#hooks = hooks;
    this.#aedes = new Aedes({
      connectTimeout: connectTimeoutMs,
      maxClientsIdLength: MAX_CLIENT_ID,
      preConnect: (client, packet, done) => {
        this.#prepare(this.#of(client), packet);
        done(null, true);
      },
      authenticate: (client, userName, password, done) => {
        const deviceId = userName ?? '';
        void this.#authenticate(this.#of(client), deviceId, password, done);
      },
      // Nothing is published through aedes: a will would say late what the closed socket says at once.
      authorizePublish: (_client, _packet, done) => done(new Error('aedes does not route messages here')),
      authorizeSubscribe: (client, subscription, done) => {
        done(null, hooks.maySubscribe(this.#of(client), subscription.topic) ? subscription : null);
      },
    });
    this.#listen();
  }

  start(): Promise<void> {
    return this.#aedes.listen();
  }

  attach(connection: DeviceConnection): void {
    this.#connections.set(connection.control, connection);
    this.#aedes.handle(connection.control);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#aedes.close(resolve));
  }

  #of(client: Client): DeviceConnection {
    const connection = this.#connections.get(client.conn);
    if (connection === undefined) throw new Error('a client without a connection');
    return connection;
  }

  #listen(): void {
    this.#aedes.on('clientReady', (client) => {
      const connection = this.#of(client);
      connection.ready(this.#connects.get(connection)?.keepaliveMs ?? 0);
    });
    this.#aedes.on('subscribe', (subscriptions, client) => this.#subscribed(subscriptions, client));
    this.#aedes.on('unsubscribe', (topics, client) => {
      for (const topic of topics) this.#hooks.unsubscribed(this.#of(client), topic);
    });
    // aedes' types leave out the event that every emitter has.
    const emitter: EventEmitter = this.#aedes;
    emitter.on('error', (error: Error) => this.#hooks.failed(error));
  }

  #subscribed(subscriptions: readonly Subscription[], client: Client): void {
    for (const { topic, qos } of subscriptions) {
      const granted: number = qos;
      if (granted !== NOT_GRANTED) this.#hooks.subscribed(this.#of(client), topic, granted);
    }
  }

  /**
   * The device id is the client id, whatever the device calls itself: no device can take over
   * another's session. Sessions are clean: a command kept for later would fire late.
   */
  #prepare(connection: DeviceConnection, packet: ConnectPacket): void {
    this.#connects.set(connection, {
      keepaliveMs: allowedSilenceMs(packet.keepalive ?? 0),
      willTopic: packet.will?.topic ?? null,
    });
    // The connection measures silence itself, for aedes does not see telemetry.
    packet.keepalive = 0;
    packet.clean = true;
    delete packet.will;
    if (packet.username !== undefined) packet.clientId = packet.username;
  }

  async #authenticate(
    connection: DeviceConnection,
    deviceId: string,
    password: Buffer | undefined,
    done: (error: ConnackError | null, isAllowed: boolean | null) => void,
  ): Promise<void> {
    const refusal = await this.#hooks.authenticate(connection, {
      deviceId,
      key: password?.toString('utf8') ?? '',
      willTopic: this.#connects.get(connection)?.willTopic ?? null,
    });
    if (refusal === null) done(null, true);
    else done(connackError(refusal), null);
  }
}

function connackError(returnCode: number): ConnackError {
  return Object.assign(new Error(`connection refused with code ${returnCode}`), { returnCode });
}
