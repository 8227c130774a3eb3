import type { Ingress } from '@signalbox/runtime';
import type { CloseReason, DeviceConnection } from './connection.ts';
import { Presence } from './presence.ts';
import { deviceTopics } from './topics.ts';
import type { DeviceTopics } from './topics.ts';

/** A device whose password was right and whose socket is open. */
export interface Session {
  readonly deviceId: string;
  readonly sourceId: number;
  readonly topics: DeviceTopics;
  readonly connection: DeviceConnection;
  /** QoS of the subscription to its command topic; `null` without one: commands do not reach it. */
  commandQos: 0 | 1 | null;
}

/** Who is connected: one session per device, the newest. Tells the runtime who is online. */
export class Sessions {
  readonly #presence: Presence;
  readonly #bySource = new Map<number, Session>();
  readonly #byConnection = new Map<DeviceConnection, Session>();

  constructor(ingress: Ingress) {
    this.#presence = new Presence(ingress);
  }

  get size(): number {
    return this.#bySource.size;
  }

  get online(): number {
    return this.#presence.size;
  }

  ofSource(sourceId: number): Session | undefined {
    return this.#bySource.get(sourceId);
  }

  ofConnection(connection: DeviceConnection): Session | undefined {
    return this.#byConnection.get(connection);
  }

  /** Begins a session; the same device's older connection is closed. */
  begin(connection: DeviceConnection, deviceId: string, sourceId: number): void {
    this.drop(sourceId, 'replaced');
    const topics = deviceTopics(deviceId);
    const session: Session = { deviceId, sourceId, topics, connection, commandQos: null };
    this.#bySource.set(sourceId, session);
    this.#byConnection.set(connection, session);
  }

  /** The subscription to the command topic came or went. */
  setCommandQos(session: Session, qos: 0 | 1 | null): void {
    session.commandQos = qos;
    this.#presence.set(session.sourceId, qos !== null);
  }

  /** The socket closed. */
  end(connection: DeviceConnection): void {
    const session = this.#byConnection.get(connection);
    if (session === undefined) return;
    this.#byConnection.delete(connection);
    this.#bySource.delete(session.sourceId);
    this.setCommandQos(session, null);
  }

  drop(sourceId: number, reason: CloseReason): void {
    this.#bySource.get(sourceId)?.connection.close(reason);
  }
}
