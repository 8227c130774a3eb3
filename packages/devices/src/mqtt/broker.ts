import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { deliveryReason } from '@signalbox/delivery';
import type { AttemptFailure } from '@signalbox/delivery';
import type { DeviceLinks, OutgoingCommand } from '@signalbox/runtime';
import type { AuthVerdict, DeviceAuth, Refusal } from '../auth.ts';
import { Counts } from '../counts.ts';
import { LimitedLog } from '../limited-log.ts';
import { encodeCommand } from '../ngp/command.ts';
import { Attempts } from './attempts.ts';
import type { CloseReason, DeviceSocket } from './device-socket.ts';
import { CONNACK, MqttProtocol } from './protocol.ts';
import type { ConnackRefusal, Credentials, ProtocolHooks, ProtocolLimits, Uplinked } from './protocol.ts';
import { Sessions } from './sessions.ts';
import { deviceTopics, uplinkKind } from './topics.ts';
import { Uplink } from './uplink.ts';
import type { UplinkOptions, UplinkStats } from './uplink.ts';

/** Why a connection did not come about. */
export type ConnectRefusal = Refusal | 'foreign_will' | 'directory_error' | 'too_many_attempts';

export interface MqttLimits extends ProtocolLimits {
  readonly maxConnections: number;
  /** Unknown devices and wrong keys of one remote address per minute; then it is refused unheard. */
  readonly maxFailedAttempts: number;
}

export const DEFAULT_MQTT_LIMITS: MqttLimits = {
  maxInFlight: 8192,
  maxInFlightBytes: 4 * 1024 * 1024,
  maxPacketBytes: 1024 * 1024,
  maxConnections: 50_000,
  maxFailedAttempts: 10,
  connectTimeoutMs: 20_000,
  drainTimeoutMs: 20_000,
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
const OFFLINE: AttemptFailure = { retry: 'later', reason: deliveryReason('offline') };
const BROKEN: AttemptFailure = { retry: 'later', reason: deliveryReason('link_broke') };

const CONNACK_OF: Readonly<Record<ConnectRefusal, ConnackRefusal>> = {
  unknown: CONNACK.badUserNameOrPassword,
  wrong_key: CONNACK.badUserNameOrPassword,
  blocked: CONNACK.notAuthorized,
  foreign_will: CONNACK.notAuthorized,
  directory_error: CONNACK.serverUnavailable,
  // Not a verdict on this device: it may share the address, and should come again.
  too_many_attempts: CONNACK.serverUnavailable,
};

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

class EmbeddedBroker implements MqttBroker, ProtocolHooks {
  readonly links: DeviceLinks = {
    isOnline: (sourceId) => this.#sessions.ofSource(sourceId)?.commandQos != null,
    send: (sourceId, command) => this.#send(sourceId, command),
  };
  readonly #options: MqttBrokerOptions;
  readonly #log: LimitedLog;
  readonly #uplink: Uplink;
  readonly #sessions: Sessions;
  readonly #attempts: Attempts;
  readonly #protocol: MqttProtocol;
  readonly #server: Server;
  readonly #refused = new Counts<ConnectRefusal>();
  readonly #closed = new Counts<CloseReason>();
  #acknowledged = 0;
  #commands = 0;

  constructor(options: MqttBrokerOptions) {
    this.#options = options;
    const limits: MqttLimits = { ...DEFAULT_MQTT_LIMITS, ...options.limits };
    this.#log = new LimitedLog(options.log, options.clock);
    this.#uplink = new Uplink(options);
    this.#sessions = new Sessions(options.ingress);
    this.#attempts = new Attempts(options.clock, limits.maxFailedAttempts);
    this.#protocol = new MqttProtocol(this, limits);
    this.#server = createServer({ noDelay: true }, (socket) => this.#protocol.accept(socket));
    this.#server.maxConnections = limits.maxConnections;
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
    await this.#protocol.start();
  }

  stats(): MqttBrokerStats {
    let inFlight = 0;
    let acknowledged = this.#acknowledged;
    for (const socket of this.#protocol.sockets) {
      inFlight += socket.inFlight;
      acknowledged += socket.acknowledged;
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
    await Promise.all([closed, this.#protocol.close()]);
  }

  closed(socket: DeviceSocket, reason: CloseReason): void {
    this.#acknowledged += socket.acknowledged;
    this.#closed.add(reason);
    this.#sessions.end(socket);
  }

  published(socket: DeviceSocket, { topic, payload }: Uplinked, settled: () => void): void {
    const session = this.#sessions.ofSocket(socket);
    const kind = session === undefined ? null : uplinkKind(session.topics, topic);
    if (session === undefined || kind === null) {
      this.#warn(session?.deviceId ?? '', { topic }, 'a device wrote to a topic that is not its own');
      socket.close('foreign_topic');
      return;
    }
    if (kind === 'record') {
      this.#uplink.record(session, payload, settled);
      return;
    }
    // A status says nothing here: who is online is known from the socket.
    if (kind === 'response') this.#uplink.response(session, payload);
    settled();
  }

  async authenticate(socket: DeviceSocket, credentials: Credentials): Promise<ConnackRefusal | null> {
    const { deviceId, willTopic } = credentials;
    if (this.#attempts.isSpent(socket.remoteAddress)) {
      return this.#refuse(socket, deviceId, 'too_many_attempts');
    }
    const verdict = await this.#verdictOf(credentials);
    if ('refused' in verdict) return this.#refuse(socket, deviceId, verdict.refused);
    if (willTopic !== null && willTopic !== deviceTopics(deviceId).status) {
      return this.#refuse(socket, deviceId, 'foreign_will');
    }
    if (!socket.isClosed) this.#sessions.begin(socket, deviceId, verdict.sourceId);
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

  #refuse({ remoteAddress }: DeviceSocket, deviceId: string, reason: ConnectRefusal): ConnackRefusal {
    // A stranger may call itself anything, at any length.
    const claimed = deviceId.slice(0, MAX_DEVICE_ID);
    if (reason === 'unknown' || reason === 'wrong_key') this.#attempts.failed(remoteAddress);
    this.#refused.add(reason);
    if (reason === 'too_many_attempts') {
      this.#log.warn(
        `${remoteAddress} ${reason}`,
        { remoteAddress, reason },
        'an address guesses device keys',
      );
    } else this.#warn(claimed, { reason, remoteAddress }, 'a device may not connect');
    this.#options.onRefused?.(claimed, reason, remoteAddress);
    return CONNACK_OF[reason];
  }

  maySubscribe(socket: DeviceSocket, topic: string): boolean {
    const session = this.#sessions.ofSocket(socket);
    if (session?.topics.command === topic) return true;
    this.#warn(
      session?.deviceId ?? '',
      { topic },
      'a device asked for a topic that is not its command topic',
    );
    return false;
  }

  subscribed(socket: DeviceSocket, qos: number): void {
    const session = this.#sessions.ofSocket(socket);
    if (session !== undefined) this.#sessions.setCommandQos(session, qos === 0 ? 0 : 1);
  }

  unsubscribed(socket: DeviceSocket, topic: string): void {
    const session = this.#sessions.ofSocket(socket);
    if (session?.topics.command === topic) this.#sessions.setCommandQos(session, null);
  }

  failed(error: Error): void {
    this.#options.log.error({ error }, 'the MQTT broker met an error');
  }

  async #send(sourceId: number, command: OutgoingCommand): Promise<AttemptFailure | null> {
    const session = this.#sessions.ofSource(sourceId);
    if (session === undefined || session.commandQos === null) return OFFLINE;
    const isWritten = await session.socket.send({
      topic: session.topics.command,
      payload: encodeCommand(command),
      qos: session.commandQos,
    });
    if (!isWritten) return BROKEN;
    this.#commands += 1;
    return null;
  }

  #warn(deviceId: string, fields: object, message: string): void {
    this.#log.warn(`${deviceId} ${message}`, { deviceId, ...fields }, message);
  }
}
