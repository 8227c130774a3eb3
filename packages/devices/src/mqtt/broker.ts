import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import mqttPacket from 'mqtt-packet';
import type { AttemptFailure } from '@signalbox/delivery';
import type { DeviceLinks, OutgoingCommand } from '@signalbox/runtime';
import type { AuthVerdict, DeviceAuth, Refusal } from '../auth.ts';
import { Counts } from '../counts.ts';
import { LimitedLog } from '../limited-log.ts';
import { encodeCommand } from '../ngp/command.ts';
import { DeviceConnection } from './connection.ts';
import type { CloseReason, ConnectionLimits, ConnectionOwner } from './connection.ts';
import { CONNACK, ControlProtocol } from './control.ts';
import type { ConnackRefusal, ControlHooks, Credentials } from './control.ts';
import type { PublishFrame } from './frames.ts';
import { Sessions } from './sessions.ts';
import { deviceTopics, uplinkKind } from './topics.ts';
import { Uplink } from './uplink.ts';
import type { UplinkOptions, UplinkStats } from './uplink.ts';

/** Why a connection did not come about. */
export type ConnectRefusal = Refusal | 'foreign_will' | 'directory_error';

export interface MqttLimits extends ConnectionLimits {
  readonly maxConnections: number;
  /** A socket that has not sent CONNECT by then is closed. */
  readonly connectTimeoutMs: number;
}

export const DEFAULT_MQTT_LIMITS: MqttLimits = {
  maxInFlight: 4096,
  maxInFlightBytes: 4 * 1024 * 1024,
  maxPacketBytes: 1024 * 1024,
  maxConnections: 50_000,
  connectTimeoutMs: 20_000,
};

export interface MqttBrokerOptions extends UplinkOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly directory: DeviceAuth;
  readonly limits?: Partial<MqttLimits>;
  /** A device tried to connect and may not; called every time. */
  readonly onRefused?: (deviceId: string, reason: ConnectRefusal, remoteAddress: string) => void;
}

export interface MqttBrokerStats extends UplinkStats {
  /** Devices whose password was right and whose socket is open. */
  readonly connections: number;
  /** Of them, those that take commands. */
  readonly online: number;
  /** Records that wait for their commit. */
  readonly inFlight: number;
  /** PUBACK and PUBREC written. */
  readonly acknowledged: number;
  /** Commands written. */
  readonly commands: number;
  readonly refusedConnections: Readonly<Record<string, number>>;
  readonly closedConnections: Readonly<Record<string, number>>;
}

export interface MqttBroker {
  readonly port: number;
  readonly links: DeviceLinks;
  stats(): MqttBrokerStats;
  /** Drops a device whose key changed or who got blocked. */
  disconnect(sourceId: number): void;
  /** Closes every socket and the port; resolves when nothing runs any more. */
  close(): Promise<void>;
}

/** A device that is not in reach now may be later. */
const OFFLINE: AttemptFailure = { retry: 'later', reason: 'the device is not connected' };

const CONNACK_OF: Readonly<Record<ConnectRefusal, ConnackRefusal>> = {
  unknown: CONNACK.badUserNameOrPassword,
  wrong_key: CONNACK.badUserNameOrPassword,
  blocked: CONNACK.notAuthorized,
  foreign_will: CONNACK.notAuthorized,
  directory_error: CONNACK.serverUnavailable,
};

const MAX_MESSAGE_ID = 65_535;
const MAX_DEVICE_ID = 64;

/**
 * Starts the embedded MQTT 3.1.1 broker: NGP devices only, each confined to its own topics
 * (design §7). User name = device id, password = device key. A record with QoS 1 or 2 is
 * acknowledged when the runtime calls it durable. Nothing is retained or queued, so no command
 * fires late.
 * @throws the system's error when the port cannot be had: `EADDRINUSE`, `EACCES`
 */
export async function startMqttBroker(options: MqttBrokerOptions): Promise<MqttBroker> {
  const broker = new EmbeddedBroker(options);
  await broker.listen();
  return broker;
}

class EmbeddedBroker implements MqttBroker, ConnectionOwner, ControlHooks {
  readonly links: DeviceLinks = {
    isOnline: (sourceId) => this.#sessions.ofSource(sourceId)?.commandQos != null,
    send: (sourceId, command) => this.#send(sourceId, command),
  };
  readonly #options: MqttBrokerOptions;
  readonly #limits: MqttLimits;
  readonly #log: LimitedLog;
  readonly #uplink: Uplink;
  readonly #sessions: Sessions;
  readonly #control: ControlProtocol;
  readonly #server: Server;
  readonly #connections = new Set<DeviceConnection>();
  readonly #refused = new Counts<ConnectRefusal>();
  readonly #closed = new Counts<CloseReason>();
  #acknowledged = 0;
  #commands = 0;
  #messageId = 0;

  constructor(options: MqttBrokerOptions) {
    this.#options = options;
    this.#limits = { ...DEFAULT_MQTT_LIMITS, ...options.limits };
    this.#log = new LimitedLog(options.log, options.clock);
    this.#uplink = new Uplink(options);
    this.#sessions = new Sessions(options.ingress);
    this.#control = new ControlProtocol(this, this.#limits.connectTimeoutMs);
    this.#server = createServer((socket) => this.#accept(socket));
    this.#server.maxConnections = this.#limits.maxConnections;
    this.#server.on('drop', () => this.#closed.add('too_many'));
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : this.#options.port;
  }

  async listen(): Promise<void> {
    const { host, port } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host, port }, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    this.#server.on('error', (error) => this.failed(error));
    await this.#control.start();
  }

  stats(): MqttBrokerStats {
    let inFlight = 0;
    let acknowledged = this.#acknowledged;
    for (const connection of this.#connections) {
      inFlight += connection.inFlight;
      acknowledged += connection.acknowledged;
    }
    return {
      ...this.#uplink.stats(),
      connections: this.#sessions.size,
      online: this.#sessions.online,
      inFlight,
      acknowledged,
      commands: this.#commands,
      refusedConnections: this.#refused.toJSON(),
      closedConnections: this.#closed.toJSON(),
    };
  }

  disconnect(sourceId: number): void {
    this.#sessions.drop(sourceId, 'revoked');
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    for (const connection of this.#connections) connection.close('shutdown');
    await Promise.all([closed, this.#control.close()]);
  }

  #accept(socket: Socket): void {
    const connection = new DeviceConnection(socket, this, this.#limits);
    this.#connections.add(connection);
    this.#control.attach(connection);
  }

  closed(connection: DeviceConnection, reason: CloseReason): void {
    this.#connections.delete(connection);
    this.#acknowledged += connection.acknowledged;
    this.#closed.add(reason);
    this.#sessions.end(connection);
  }

  published(connection: DeviceConnection, packet: PublishFrame, settled: () => void): void {
    const session = this.#sessions.ofConnection(connection);
    const kind = session === undefined ? null : uplinkKind(session.topics, packet.topic);
    if (session === undefined || kind === null) {
      this.#warn(
        session?.deviceId ?? '',
        { topic: packet.topic },
        'a device wrote to a topic that is not its own',
      );
      connection.close('foreign_topic');
      return;
    }
    if (kind === 'record') {
      this.#uplink.record(session, packet.payload, settled);
      return;
    }
    // A status says nothing here: who is online is known from the socket.
    if (kind === 'response') this.#uplink.response(session, packet.payload);
    settled();
  }

  async authenticate(connection: DeviceConnection, credentials: Credentials): Promise<ConnackRefusal | null> {
    const { deviceId, willTopic } = credentials;
    const verdict = await this.#verdictOf(credentials);
    if ('refused' in verdict) return this.#refuse(connection, deviceId, verdict.refused);
    if (willTopic !== null && willTopic !== deviceTopics(deviceId).status) {
      return this.#refuse(connection, deviceId, 'foreign_will');
    }
    if (!connection.isClosed) this.#sessions.begin(connection, deviceId, verdict.sourceId);
    return null;
  }

  async #verdictOf(credentials: Credentials): Promise<AuthVerdict | { readonly refused: 'directory_error' }> {
    try {
      return await this.#options.directory.authenticate(credentials.deviceId, credentials.key);
    } catch (error) {
      this.#options.log.error(
        { deviceId: credentials.deviceId, error },
        'a device could not be authenticated',
      );
      return { refused: 'directory_error' };
    }
  }

  #refuse(connection: DeviceConnection, deviceId: string, reason: ConnectRefusal): ConnackRefusal {
    const { remoteAddress } = connection;
    // A stranger may call itself anything, at any length.
    const claimed = deviceId.slice(0, MAX_DEVICE_ID);
    this.#refused.add(reason);
    this.#warn(claimed, { reason, remoteAddress }, 'a device may not connect');
    this.#options.onRefused?.(claimed, reason, remoteAddress);
    return CONNACK_OF[reason];
  }

  maySubscribe(connection: DeviceConnection, topic: string): boolean {
    const session = this.#sessions.ofConnection(connection);
    if (session?.topics.command === topic) return true;
    this.#warn(
      session?.deviceId ?? '',
      { topic },
      'a device asked for a topic that is not its command topic',
    );
    return false;
  }

  subscribed(connection: DeviceConnection, _topic: string, qos: number): void {
    const session = this.#sessions.ofConnection(connection);
    if (session !== undefined) this.#sessions.setCommandQos(session, qos === 0 ? 0 : 1);
  }

  unsubscribed(connection: DeviceConnection, topic: string): void {
    const session = this.#sessions.ofConnection(connection);
    if (session?.topics.command === topic) this.#sessions.setCommandQos(session, null);
  }

  failed(error: Error): void {
    this.#options.log.error({ error }, 'the MQTT broker met an error');
  }

  /** Straight to the socket: a broker's queue could deliver it after its time. */
  async #send(sourceId: number, command: OutgoingCommand): Promise<AttemptFailure | null> {
    const session = this.#sessions.ofSource(sourceId);
    if (session === undefined || session.commandQos === null) return OFFLINE;
    const frame = mqttPacket.generate({
      cmd: 'publish',
      topic: session.topics.command,
      payload: encodeCommand(command),
      qos: session.commandQos,
      messageId: this.#nextMessageId(),
      retain: false,
      dup: false,
    });
    const error = await session.connection.write(frame);
    if (error !== null) return { retry: 'later', reason: `the link broke: ${error.message}` };
    this.#commands += 1;
    return null;
  }

  #nextMessageId(): number {
    this.#messageId = this.#messageId === MAX_MESSAGE_ID ? 1 : this.#messageId + 1;
    return this.#messageId;
  }

  #warn(deviceId: string, fields: object, message: string): void {
    this.#log.warn(`${deviceId} ${message}`, { deviceId, ...fields }, message);
  }
}
