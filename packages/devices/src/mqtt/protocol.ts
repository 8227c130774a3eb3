import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { Client, ConnectPacket, PublishPacket, Subscription } from 'aedes';
import { DeviceSocket } from './device-socket.ts';
import type { CloseReason, SocketLimits } from './device-socket.ts';
import { UnroutedAedes } from './unrouted-aedes.ts';

/** CONNACK return codes (MQTT 3.1.1 §3.2.2.3) that refuse a device. */
export const CONNACK = { serverUnavailable: 3, badUserNameOrPassword: 4, notAuthorized: 5 } as const;
export type ConnackRefusal = (typeof CONNACK)[keyof typeof CONNACK];

export interface ProtocolLimits extends SocketLimits {
  /** A socket that has not sent CONNECT by then is closed. */
  readonly connectTimeoutMs: number;
  /** A device that has not read what was written to it for so long is dropped. */
  readonly drainTimeoutMs: number;
}

export interface Credentials {
  /** The user name; empty without one. */
  readonly deviceId: string;
  readonly key: string;
  readonly willTopic: string | null;
}

export interface Uplinked {
  readonly topic: string;
  readonly payload: Buffer;
}

/** What the broker decides and is told. */
export interface ProtocolHooks {
  /** @returns `null` to let the device in */
  authenticate(socket: DeviceSocket, credentials: Credentials): Promise<ConnackRefusal | null>;
  maySubscribe(socket: DeviceSocket, topic: string): boolean;
  subscribed(socket: DeviceSocket, qos: number): void;
  unsubscribed(socket: DeviceSocket, topic: string): void;
  /** A PUBLISH arrived. `settled` acknowledges it. */
  published(socket: DeviceSocket, message: Uplinked, settled: () => void): void;
  closed(socket: DeviceSocket, reason: CloseReason): void;
  failed(error: Error): void;
}

/** What aedes turns into a CONNACK. */
type ConnackError = Error & { returnCode: number };

/** MQTT's marker of a subscription that was not granted. */
const NOT_GRANTED = 128;

/** A device id has up to 64 characters, and the device id is the client id. */
const MAX_CLIENT_ID = 64;

/** aedes tells its timeouts apart by their messages alone. */
const TIMEOUTS: ReadonlyMap<string, CloseReason> = new Map([
  ['connect did not arrive in time', 'no_connect'],
  ['drain timeout', 'not_reading'],
]);

/** MQTT, spoken by aedes: its hooks and events in the broker's words. */
export class MqttProtocol {
  readonly #aedes: UnroutedAedes;
  readonly #hooks: ProtocolHooks;
  readonly #limits: ProtocolLimits;
  /** Open ones. aedes' own list is by client id, where one that ends late can remove its successor. */
  readonly #sockets = new Map<Client, DeviceSocket>();
  readonly #willTopics = new WeakMap<Client, string>();

  constructor(hooks: ProtocolHooks, limits: ProtocolLimits) {
    this.#hooks = hooks;
    this.#limits = limits;
    this.#aedes = new UnroutedAedes({
      connectTimeout: limits.connectTimeoutMs,
      drainTimeout: limits.drainTimeoutMs,
      // What a device sends before CONNACK: what one read can hold.
      queueLimit: limits.maxInFlight,
      maxClientsIdLength: MAX_CLIENT_ID,
      preConnect: (client, packet, done) => {
        this.#connecting(client, packet);
        done(null, true);
      },
      authenticate: (client, userName, password, done) => {
        void this.#authenticate(client, { userName, password }, done);
      },
      authorizePublish: (client, packet, done) => this.#published(client, packet, done),
      authorizeSubscribe: (client, subscription, done) => {
        const socket = this.#sockets.get(client);
        if (socket === undefined) return;
        socket.parsed();
        done(null, hooks.maySubscribe(socket, subscription.topic) ? subscription : null);
      },
    });
    this.#listen();
  }

  /** Open connections. */
  get sockets(): Iterable<DeviceSocket> {
    return this.#sockets.values();
  }

  start(): Promise<void> {
    return this.#aedes.listen();
  }

  accept(socket: Socket): void {
    const client = this.#aedes.handle(socket);
    const device: DeviceSocket = new DeviceSocket(socket, client, this.#limits, (reason) => {
      this.#sockets.delete(client);
      this.#hooks.closed(device, reason);
    });
    this.#sockets.set(client, device);
  }

  /** Drops every connection. */
  close(): Promise<void> {
    for (const socket of this.#sockets.values()) socket.close('shutdown');
    return new Promise((resolve) => this.#aedes.close(resolve));
  }

  #listen(): void {
    const parsed = (client: Client): void => this.#sockets.get(client)?.parsed();
    const failed = (client: Client, error: Error): void => {
      this.#sockets.get(client)?.close(closeReasonOf(error));
    };
    this.#aedes
      .on('subscribe', (subscriptions, client) => this.#subscribed(subscriptions, client))
      .on('unsubscribe', (topics, client) => this.#unsubscribed(topics, client))
      .on('ping', (_packet, client) => parsed(client))
      .on('ack', (_packet, client) => parsed(client))
      .on('keepaliveTimeout', (client) => this.#sockets.get(client)?.close('keepalive'))
      .on('clientError', failed)
      .on('connectionError', failed);
    // aedes' types leave out the event that every emitter has.
    const emitter: EventEmitter = this.#aedes;
    emitter.on('error', (error: Error) => this.#hooks.failed(error));
  }

  /**
   * The device id is the client id, whatever the device calls itself: no device can take over
   * another's session, and aedes, which keeps an entry for every client id it has met, meets no
   * more than there are devices. Sessions are clean: a command kept for later would fire late.
   */
  #connecting(client: Client, packet: ConnectPacket): void {
    this.#sockets.get(client)?.connecting();
    if (packet.will !== undefined) this.#willTopics.set(client, packet.will.topic);
    // A will would say late what the closed socket says at once.
    delete packet.will;
    packet.clean = true;
    if (packet.username !== undefined) packet.clientId = packet.username;
  }

  async #authenticate(
    client: Client,
    { userName, password }: { readonly userName: string | undefined; readonly password: Buffer | undefined },
    done: (error: ConnackError | null, isAllowed: boolean | null) => void,
  ): Promise<void> {
    const socket = this.#sockets.get(client);
    if (socket === undefined) return;
    const refusal = await this.#hooks.authenticate(socket, {
      deviceId: userName ?? '',
      key: password?.toString('utf8') ?? '',
      willTopic: this.#willTopics.get(client) ?? null,
    });
    if (refusal === null) done(null, true);
    else done(connackError(refusal), null);
  }

  /** aedes answers a PUBLISH when it is authorised, and settles one without waiting for another. */
  #published(client: Client | null, packet: PublishPacket, done: (error?: Error | null) => void): void {
    const socket = client === null ? undefined : this.#sockets.get(client);
    // Closed by an earlier packet of the same read.
    if (socket === undefined) return;
    socket.parsed();
    const settled = socket.take(packet, done);
    if (settled === null) return;
    const { topic, payload } = packet;
    this.#hooks.published(
      socket,
      { topic, payload: Buffer.isBuffer(payload) ? payload : Buffer.from(payload) },
      settled,
    );
  }

  #subscribed(subscriptions: readonly Subscription[], client: Client): void {
    const socket = this.#sockets.get(client);
    if (socket === undefined) return;
    for (const { qos } of subscriptions) {
      const granted: number = qos;
      if (granted !== NOT_GRANTED) this.#hooks.subscribed(socket, granted);
    }
  }

  #unsubscribed(topics: readonly string[], client: Client): void {
    const socket = this.#sockets.get(client);
    if (socket === undefined) return;
    socket.parsed();
    for (const topic of topics) this.#hooks.unsubscribed(socket, topic);
  }
}

function connackError(returnCode: number): ConnackError {
  return Object.assign(new Error(`connection refused with code ${returnCode}`), { returnCode });
}

/** aedes marks refusals with the CONNACK's code, the system its errors with a name. */
function closeReasonOf(error: Error): CloseReason {
  if ('errorCode' in error) return 'refused';
  return TIMEOUTS.get(error.message) ?? ('code' in error ? 'socket_error' : 'malformed');
}
