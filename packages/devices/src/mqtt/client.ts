import { connect as connectTcp, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { MqttClient } from 'mqtt';
import type { AttemptFailure } from '@signalbox/delivery';
import type { DeviceLinks, Logger, OutgoingCommand } from '@signalbox/runtime';
import { LimitedLog } from '../limited-log.ts';
import { encodeCommand } from '../ngp/command.ts';
import type { ControlStream } from './control-stream.ts';
import type { PublishFrame } from './frames.ts';
import { Presence } from './presence.ts';
import { PacketSocket } from './packet-socket.ts';
import { deviceTopics, parseUplinkTopic } from './topics.ts';
import { Uplink } from './uplink.ts';
import type { UplinkOptions, UplinkStats } from './uplink.ts';

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
const LIMITS = { maxInFlight: 65_535, maxInFlightBytes: 64 * 1024 * 1024, maxPacketBytes: 1024 * 1024 };

const UPLINK_TOPICS = ['ngp/+', 'ngp/+/response', 'ngp/+/status'];

const OFFLINE: AttemptFailure = { retry: 'later', reason: 'the device is not connected' };

/**
 * Serves devices that are connected to another broker (device protocols §3.2). The session is kept
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
  #packets: PacketSocket | null = null;
  #commands = 0;
  #unknownDevices = 0;

  constructor(options: OutsideBrokerOptions) {
    const address = brokerAddress(options.url);
    this.#options = options;
    this.#log = options.log;
    this.#limited = new LimitedLog(options.log, options.clock);
    this.#uplink = new Uplink(options);
    this.#presence = new Presence(options.ingress);
    this.#client = new MqttClient(() => this.#open(address), {
      clientId: options.clientId,
      clean: false,
      // Ours to do: retained states come again only with a new SUBSCRIBE.
      resubscribe: false,
      keepalive: KEEPALIVE_S,
      reconnectPeriod: options.reconnectMs ?? DEFAULT_RECONNECT_MS,
      ...(options.username !== undefined && { username: options.username }),
      ...(options.password !== undefined && { password: options.password }),
    });
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
      inFlight: this.#packets?.inFlight ?? 0,
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

  #open(address: BrokerAddress): ControlStream {
    const socket = openSocket(address);
    const packets: PacketSocket = new PacketSocket(
      socket,
      {
        published: (packet, settled) => this.#published(packet, settled),
        controlled: (frame) => packets.pass(frame),
        malformed: (error) => packets.destroy(error),
        congested: () => packets.destroy(new Error('the broker does not read')),
      },
      LIMITS,
    );
    socket.on('error', (error) => packets.destroy(error));
    socket.on('close', () => packets.destroy());
    this.#packets = packets;
    return packets.control;
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

  #published(packet: PublishFrame, settled: () => void): void {
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
    const device = { deviceId: topic.deviceId, sourceId };
    if (topic.kind === 'record') {
      this.#uplink.record(device, packet.payload, settled);
      return;
    }
    if (topic.kind === 'response') this.#uplink.response(device, packet.payload);
    else this.#uplink.status(device, packet.payload, (online) => this.#presence.set(sourceId, online));
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
        resolve(error ? { retry: 'later', reason: `the broker did not take it: ${error.message}` } : null);
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
  if (!isSecure) return connectTcp({ host, port });
  // A server name must not be an address (RFC 6066 §3).
  return connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }) });
}
