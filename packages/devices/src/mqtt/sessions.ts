import type { Ingress } from '@signalbox/runtime';
import type { CloseReason, DeviceSocket } from './device-socket.ts';
import { Presence } from './presence.ts';
import { deviceTopics } from './topics.ts';
import type { DeviceTopics } from './topics.ts';

/** A device whose password was right and whose socket is open. */
export interface Session {
  readonly deviceId: string;
  readonly sourceId: number;
  readonly topics: DeviceTopics;
  readonly socket: DeviceSocket;
  /** QoS of the subscription to its command topic; `null` without one: commands do not reach it. */
  commandQos: 0 | 1 | null;
}

/** Who is connected: one session per device, the newest. Tells the runtime who is online. */
export class Sessions {
  readonly #presence: Presence;
  readonly #bySource = new Map<number, Session>();
  readonly #bySocket = new Map<DeviceSocket, Session>();

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

  ofSocket(socket: DeviceSocket): Session | undefined {
    return this.#bySocket.get(socket);
  }

  /** Begins a session; the same device's older connection is closed. */
  begin(socket: DeviceSocket, deviceId: string, sourceId: number): void {
    this.drop(sourceId, 'replaced');
    const topics = deviceTopics(deviceId);
    const session: Session = { deviceId, sourceId, topics, socket, commandQos: null };
    this.#bySource.set(sourceId, session);
    this.#bySocket.set(socket, session);
  }

  /** The subscription to the command topic came or went. */
  setCommandQos(session: Session, qos: 0 | 1 | null): void {
    session.commandQos = qos;
    this.#presence.set(session.sourceId, qos !== null);
  }

  /** The socket closed. */
  end(socket: DeviceSocket): void {
    const session = this.#bySocket.get(socket);
    if (session === undefined) return;
    this.#bySocket.delete(socket);
    this.#bySource.delete(session.sourceId);
    this.setCommandQos(session, null);
  }

  drop(sourceId: number, reason: CloseReason): void {
    this.#bySource.get(sourceId)?.socket.close(reason);
  }
}
