import { LoadDevice, emptyTally } from './device.ts';
import type { Tally } from './device.ts';
import { MqttLink } from './mqtt-link.ts';
import type { Login } from './mqtt-link.ts';
import { PACKET, readPublish } from './packet-reader.ts';
import { percentiles } from './percentiles.ts';
import type { Percentiles } from './percentiles.ts';

/** Whom to connect. Plain data: it goes to a child process. */
export interface FleetOptions {
  readonly port: number;
  readonly devices: readonly Login[];
  readonly flipEvery: number;
  /**
   * `null`: records are sent with QoS 1 and a PUBACK says that one was taken. Otherwise they are sent
   * with QoS 0, and the subject publishes on this topic how many it has processed so far.
   */
  readonly progressTopic: string | null;
}

/** What to send, and for how long. */
export interface Measurement {
  /** Records under way at once, over all devices, at most. */
  readonly underWay: number;
  /** Only the first so many devices send. */
  readonly active: number;
  /** Records per second over all devices; `null`: as fast as they are taken. */
  readonly ratePerSecond: number | null;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export interface LoadResult {
  /** Records taken (acknowledged or reported as processed) in the measured time, per second. */
  readonly perSecond: number;
  readonly ackMs: Percentiles;
  readonly commandMs: Percentiles;
  readonly missedCommands: number;
  /** Taken since the fleet connected. */
  readonly totalTaken: number;
}

const CONNECTING_AT_ONCE = 50;
const TICK_MS = 2;
const DRAIN_WITHIN_MS = 10_000;

/** Many devices over real sockets, paced or as fast as they are acknowledged. */
export class Fleet {
  readonly #devices: readonly LoadDevice[];
  #refill: (device: LoadDevice | null, count: number) => void = () => {};
  #underWay = 0;
  #taken = 0;
  #progress = 0;
  #next = 0;

  private constructor(devices: readonly LoadDevice[]) {
    this.#devices = devices;
    for (const device of devices) device.onAcknowledged = (count) => this.#settle(device, count);
  }

  static async connect(options: FleetOptions): Promise<Fleet> {
    const { devices, flipEvery, port, progressTopic } = options;
    const connected: LoadDevice[] = [];
    for (let at = 0; at < devices.length; at += CONNECTING_AT_ONCE) {
      const some = devices.slice(at, at + CONNECTING_AT_ONCE).map((login, index) => {
        const phase = Math.floor(((at + index) / devices.length) * flipEvery * 2);
        return LoadDevice.connect({ port, login, flipEvery, phase, qos: progressTopic === null ? 1 : 0 });
      });
      connected.push(...(await Promise.all(some)));
    }
    const fleet = new Fleet(connected);
    if (progressTopic !== null) await fleet.#watchProgress(port, progressTopic);
    return fleet;
  }

  /** Warms up, measures, and waits for what is still under way. */
  async measure(measurement: Measurement): Promise<LoadResult> {
    const stop = measurement.ratePerSecond === null ? this.#saturate(measurement) : this.#pace(measurement);
    await wait(measurement.warmUpMs);
    this.#takeTally();
    const takenBefore = this.#taken;
    const begun = performance.now();
    await wait(measurement.measureMs);
    const perSecond = (this.#taken - takenBefore) / ((performance.now() - begun) / 1000);
    const tally = this.#takeTally();
    stop();
    await this.#drain();
    return {
      perSecond,
      ackMs: percentiles(tally.ackMs),
      commandMs: percentiles(tally.commandMs),
      missedCommands: tally.missedCommands,
      totalTaken: this.#taken,
    };
  }

  close(): void {
    for (const device of this.#devices) device.close();
  }

  #saturate({ active, underWay }: Measurement): () => void {
    const share = Math.max(1, Math.floor(underWay / active));
    this.#refill = (device, count) => {
      if (device === null) this.#sendInTurn(count, active);
      else this.#send(device, count);
    };
    for (const device of this.#devices.slice(0, active)) this.#send(device, share);
    return () => {
      this.#refill = () => {};
    };
  }

  /** Devices send one after the other, so that the load is even. */
  #pace({ active, ratePerSecond, underWay }: Measurement): () => void {
    const begun = performance.now();
    let sent = 0;
    const timer = setInterval(() => {
      const due = Math.floor(((performance.now() - begun) / 1000) * (ratePerSecond ?? 0)) - sent;
      const count = Math.max(0, Math.min(due, underWay - this.#underWay));
      this.#sendInTurn(count, active);
      sent += count;
    }, TICK_MS);
    return () => clearInterval(timer);
  }

  #sendInTurn(count: number, active: number): void {
    for (let index = 0; index < count; index += 1) {
      const device = this.#devices[this.#next % active];
      this.#next += 1;
      if (device) this.#send(device, 1);
    }
  }

  #send(device: LoadDevice, count: number): void {
    this.#underWay += count;
    device.send(count);
  }

  #settle(device: LoadDevice | null, count: number): void {
    this.#underWay -= count;
    this.#taken += count;
    this.#refill(device, count);
  }

  async #watchProgress(port: number, topic: string): Promise<void> {
    const link = await MqttLink.open(port, { deviceId: 'progress', key: '' }, topic);
    link.onPacket = (packet) => {
      if (packet.type !== PACKET.publish) return;
      const progress = Number(readPublish(packet).payload.toString());
      const count = progress - this.#progress;
      this.#progress = progress;
      this.#settle(null, count);
    };
  }

  #takeTally(): Tally {
    const sum = emptyTally();
    for (const device of this.#devices) {
      const tally = device.takeTally();
      for (const value of tally.ackMs) sum.ackMs.push(value);
      for (const value of tally.commandMs) sum.commandMs.push(value);
      sum.missedCommands += tally.missedCommands;
    }
    return sum;
  }

  /** Progress is reported in steps, so that the last few may never be. */
  async #drain(): Promise<void> {
    const deadline = performance.now() + DRAIN_WITHIN_MS;
    let before = Number.NaN;
    while (this.#underWay > 0 && before !== this.#underWay && performance.now() < deadline) {
      before = this.#underWay;
      await wait(500);
    }
    this.#underWay = 0;
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
