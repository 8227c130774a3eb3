import { connect as connectTcp, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { MqttClient } from 'mqtt';
import type { IPublishPacket } from 'mqtt';
import mqttPacket from 'mqtt-packet';
import { deliveryReason } from '@signalbox/delivery';
import type { AttemptFailure } from '@signalbox/delivery';
import type { DeviceLinks, Logger, OutgoingCommand } from '@signalbox/runtime';
import { LimitedLog } from '../limited-log.ts';
import { encodeCommand } from '../ngp/command.ts';
import { Presence } from './presence.ts';
import { deviceTopics, parseUplinkTopic } from './topics.ts';
import type { UplinkKind } from './topics.ts';
import { Uplink } from './uplink.ts';
import type { UplinkDevice, UplinkOptions, UplinkStats } from './uplink.ts';

/** Which sources the devices of the broker are. */
export interface DeviceDirectory {
  sourceIdOf(deviceId: string): number | undefined;
  deviceIdOf(sourceId: number): string | undefined;
}

export interface OutsideBrokerOptions extends UplinkOptions {
  /** `mqtt://host[:port]` or `mqtts://host[:port]`. */
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  /** Names the session that the broker keeps while we are away: stable, and used by nobody else. */
  readonly clientId: string;
  readonly directory: DeviceDirectory;
  /** How long to wait before connecting again, ms. */
  readonly reconnectMs?: number;
  /** Records that wait for their commit; beyond them the broker is not read. */
  readonly maxInFlight?: number;
}

export interface OutsideBrokerStats extends UplinkStats {
  readonly connected: boolean;
  readonly online: number;
  readonly inFlight: number;
  readonly commands: number;
  /** Messages on topics of devices that we do not know. */
  readonly unknownDevices: number;
}

export interface OutsideBroker {
  readonly links: DeviceLinks;
  /** Resolves when subscribed for the first time. */
  readonly ready: Promise<void>;
  stats(): OutsideBrokerStats;
  /** Asks the broker again which devices are online, as when the directory knows more of them. */
  refresh(): void;
  /** Disconnects; the broker keeps what is not acknowledged for the next start. */
  close(): Promise<void>;
}

const DEFAULT_RECONNECT_MS = 1000;
const KEEPALIVE_S = 30;
const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['mqtt:', 1883],
  ['mqtts:', 8883],
]);

/** The broker holds what we do not read, so these only bound our memory. */
const DEFAULT_MAX_IN_FLIGHT = 65_535;
const MAX_IN_FLIGHT_BYTES = 64 * 1024 * 1024;

/** Keeps MQTT.js from acknowledging a message: that is done when it is durable. */
const NOT_YET = new Error('acknowledged when it is durable');

const UPLINK_TOPICS = ['ngp/+', 'ngp/+/response', 'ngp/+/status'];

const OFFLINE: AttemptFailure = { retry: 'later', reason: deliveryReason('offline') };

/**
 * Serves devices that are connected to another broker (design §7). The session is kept
 * by the broker, records are acknowledged when they are durable, and a connection that breaks is
 * made again: nothing is lost while we are away, as far as the broker's own limits go (README).
 * @throws {TypeError} when the address is not one of a broker
 */
export function connectOutsideBroker(options: OutsideBrokerOptions): OutsideBroker {
  return new BrokerLink(options);
}

class BrokerLink implements OutsideBroker {
  readonly links: DeviceLinks = {
    isOnline: (sourceId) => this.#presence.isOnline(sourceId),
    send: (sourceId, command) => this.#send(sourceId, command),
  };
  readonly ready: Promise<void>;
  readonly #options: OutsideBrokerOptions;
  readonly #log: Logger;
  readonly #limited: LimitedLog;
  readonly #uplink: Uplink;
  readonly #presence: Presence;
  readonly #client: MqttClient;
  readonly #commandIds = new Set<number>();
  #inFlight = 0;
  #inFlightBytes = 0;
  /** What lets MQTT.js read on. */
  #held: (() => void)[] = [];
  #commands = 0;
  #unknownDevices = 0;

  constructor(options: OutsideBrokerOptions) {
    const address = brokerAddress(options.url);
    this.#options = options;
    this.#log = options.log;
    this.#limited = new LimitedLog(options.log, options.clock);
    this.#uplink = new Uplink(options);
    this.#presence = new Presence(options.ingress);
    this.#client = new MqttClient(() => openSocket(address), {
      clientId: options.clientId,
      clean: false,
      // Ours to do: retained states come again only with a new SUBSCRIBE.
      resubscribe: false,
      keepalive: KEEPALIVE_S,
      reconnectPeriod: options.reconnectMs ?? DEFAULT_RECONNECT_MS,
      ...(options.username !== undefined && { username: options.username }),
      ...(options.password !== undefined && { password: options.password }),
    });
    this.#client.handleMessage = (packet, next) => this.#received(packet, next);
    this.#client.on('error', (error) => this.#warn('the broker cannot be reached', error.message));
    this.#client.on('close', () => this.#disconnected());
    this.ready = new Promise((resolve) => {
      this.#client.on('connect', () => this.#subscribe(resolve));
    });
  }

  stats(): OutsideBrokerStats {
    return {
      ...this.#uplink.stats(),
      connected: this.#client.connected,
      online: this.#presence.size,
      inFlight: this.#inFlight,
      commands: this.#commands,
      unknownDevices: this.#unknownDevices,
    };
  }

  refresh(): void {
    // Retained states come again with every SUBSCRIBE. Without a connection the next one brings them.
    if (this.#client.connected) this.#client.subscribe(UPLINK_TOPICS, { qos: 1 });
  }

  async close(): Promise<void> {
    await this.#client.endAsync(true);
    this.#disconnected();
  }

  #subscribe(done: () => void): void {
    this.#client.subscribe(UPLINK_TOPICS, { qos: 1 }, (error) => {
      if (error) {
        this.#warn('the broker refused the subscription', error.message);
        return;
      }
      this.#log.info({ url: this.#options.url }, 'listening to the broker');
      done();
    });
  }

  /** A command in flight must not be sent again when we are back: it may be late by then. */
  #disconnected(): void {
    for (const messageId of this.#commandIds) this.#client.removeOutgoingMessage(messageId);
    this.#commandIds.clear();
    this.#presence.clear();
  }

  /**
   * MQTT.js hands on one message after another and acknowledges each when called back; called
   * back with an error it leaves that to us and goes on. So many records share a commit, and each
   * is acknowledged on the connection that brought it.
   */
  #received(packet: IPublishPacket, next: (error?: Error) => void): void {
    const { stream } = this.#client;
    const bytes = packet.payload.length;
    this.#inFlight += 1;
    this.#inFlightBytes += bytes;
    this.#published(packet, () => {
      this.#inFlight -= 1;
      this.#inFlightBytes -= bytes;
      // We subscribe with QoS 1; should QoS 2 come all the same, MQTT.js waits and completes it.
      if (packet.qos === 2) next();
      else if (packet.qos === 1 && !stream.destroyed) {
        mqttPacket.writeToStream({ cmd: 'puback', messageId: packet.messageId ?? 0 }, stream);
      }
      if (!this.#isFull) this.#readOn();
    });
    if (packet.qos === 2) return;
    if (this.#isFull) this.#held.push(() => next(NOT_YET));
    else next(NOT_YET);
  }

  get #isFull(): boolean {
    const { maxInFlight = DEFAULT_MAX_IN_FLIGHT } = this.#options;
    return this.#inFlight >= maxInFlight || this.#inFlightBytes >= MAX_IN_FLIGHT_BYTES;
  }

  #readOn(): void {
    const held = this.#held;
    if (held.length === 0) return;
    this.#held = [];
    for (const readOn of held) readOn();
  }

  #published(packet: IPublishPacket, settled: () => void): void {
    const topic = parseUplinkTopic(packet.topic);
    const sourceId = topic === null ? undefined : this.#options.directory.sourceIdOf(topic.deviceId);
    if (topic === null || sourceId === undefined) {
      this.#unknownDevices += 1;
      this.#limited.warn(
        packet.topic,
        { topic: packet.topic },
        'a device that is not registered sent a message',
      );
      settled();
      return;
    }
    this.#uplinked({ deviceId: topic.deviceId, sourceId }, topic.kind, packet, settled);
  }

  #uplinked(device: UplinkDevice, kind: UplinkKind, packet: IPublishPacket, settled: () => void): void {
    const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload);
    if (kind === 'record') {
      this.#uplink.record(device, payload, settled);
      return;
    }
    if (kind === 'response') this.#uplink.response(device, payload);
    else this.#uplink.status(device, payload, (online) => this.#presence.set(device.sourceId, online));
    settled();
  }

  #send(sourceId: number, command: OutgoingCommand): Promise<AttemptFailure | null> {
    const deviceId = this.#options.directory.deviceIdOf(sourceId);
    if (deviceId === undefined || !this.#client.connected || !this.#presence.isOnline(sourceId)) {
      return Promise.resolve(OFFLINE);
    }
    const { command: topic } = deviceTopics(deviceId);
    return new Promise((resolve) => {
      // `null` until it is known: MQTT.js may call back at once.
      let messageId: number | null = null;
      this.#client.publish(topic, encodeCommand(command), { qos: 1 }, (error) => {
        if (messageId !== null) this.#commandIds.delete(messageId);
        if (!error) this.#commands += 1;
        const reason = error && deliveryReason('broker_refused', error.message);
        resolve(reason ? { retry: 'later', reason } : null);
      });
      messageId = this.#client.getLastMessageId();
      this.#commandIds.add(messageId);
    });
  }

  #warn(message: string, reason: string): void {
    this.#limited.warn(`${message} ${reason}`, { url: this.#options.url, reason }, message);
  }
}

interface BrokerAddress {
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
}

function brokerAddress(url: string): BrokerAddress {
  const parsed = URL.parse(url);
  const defaultPort = parsed === null ? undefined : DEFAULT_PORTS.get(parsed.protocol);
  if (parsed === null || defaultPort === undefined || parsed.hostname === '') {
    throw new TypeError(
      `broker: ${url} is not an address of a broker; write mqtt://host:1883 or mqtts://host:8883`,
    );
  }
  return {
    host: parsed.hostname.replaceAll(/[[\]]/g, ''),
    port: parsed.port === '' ? defaultPort : Number(parsed.port),
    isSecure: parsed.protocol === 'mqtts:',
  };
}

function openSocket({ host, port, isSecure }: BrokerAddress): Socket {
  if (!isSecure) return connectTcp({ host, port, noDelay: true });
  // A server name must not be an address (RFC 6066 §3).
  const socket = connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }) });
  return socket.setNoDelay(true);
}
