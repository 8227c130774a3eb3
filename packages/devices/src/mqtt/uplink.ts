import type { Clock, Ingress, Logger } from '@signalbox/runtime';
import { Counts } from '../counts.ts';
import { LimitedLog } from '../limited-log.ts';
import { decodeResponse, decodeStatus } from '../ngp/command.ts';
import { decodeNgp } from '../ngp/decode.ts';
import type { NgpProblem, NgpProblemCode } from '../ngp/payload.ts';

export interface UplinkOptions {
  readonly ingress: Ingress;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface UplinkStats {
  /** Records received. */
  readonly records: number;
  /** Answers to commands received. */
  readonly replies: number;
  /** Payloads not taken, by reason: those of the codec, and `refused` by the runtime. */
  readonly refused: Readonly<Record<string, number>>;
}

/** A device as its uplink knows it. */
export interface UplinkDevice {
  readonly deviceId: string;
  readonly sourceId: number;
}

/** What devices say, on its way to the runtime; the same over an embedded and an outside broker. */
export class Uplink {
  readonly #ingress: Ingress;
  readonly #clock: Clock;
  readonly #log: LimitedLog;
  readonly #refused = new Counts<NgpProblemCode | 'refused'>();
  #records = 0;
  #replies = 0;

  constructor(options: UplinkOptions) {
    this.#ingress = options.ingress;
    this.#clock = options.clock;
    this.#log = new LimitedLog(options.log, options.clock);
  }

  /**
   * Takes one record. `settled` is called when the device may forget it: it is durable, or it will
   * never be taken (a device that is not acknowledged sends the same again and again).
   */
  record(device: UplinkDevice, payload: Buffer, settled: () => void): void {
    this.#records += 1;
    const decoded = decodeNgp(payload, this.#clock.now(), device.deviceId);
    if (!decoded.ok) {
      this.#refuse(device.deviceId, decoded);
      settled();
      return;
    }
    this.#ingress.receive(device.sourceId, [decoded.message], (refused) => {
      if (refused !== undefined) this.#countRefused(device.deviceId, refused);
      settled();
    });
  }

  /** Takes an answer to a command. */
  response(device: UplinkDevice, payload: Buffer): void {
    const decoded = decodeResponse(payload);
    if (!decoded.ok) {
      this.#refuse(device.deviceId, decoded);
      return;
    }
    this.#replies += 1;
    this.#ingress.replied(device.sourceId, decoded.reply);
  }

  /** Takes what a device, or its will, says about its connection. An empty one is a cleared one. */
  status(device: UplinkDevice, payload: Buffer, changed: (online: boolean) => void): void {
    const decoded = payload.length === 0 ? ({ ok: true, online: false } as const) : decodeStatus(payload);
    if (decoded.ok) changed(decoded.online);
    else this.#refuse(device.deviceId, decoded);
  }

  /** Counts a payload that is not what its topic says, and writes why. */
  #refuse(deviceId: string, { code, reason }: NgpProblem): void {
    this.#refused.add(code);
    this.#log.warn(`${deviceId} ${code}`, { deviceId, code, reason }, 'a payload was refused');
  }

  #countRefused(deviceId: string, error: Error): void {
    this.#refused.add('refused');
    this.#log.warn(`${deviceId} refused`, { deviceId, reason: error.message }, 'a record was refused');
  }

  stats(): UplinkStats {
    return { records: this.#records, replies: this.#replies, refused: this.#refused.toJSON() };
  }
}
