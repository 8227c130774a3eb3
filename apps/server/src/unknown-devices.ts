import type { Clock } from '@signalbox/runtime';

/** Who tried to connect under a name that nobody is registered with. */
export interface UnknownDevice {
  readonly deviceId: string;
  /** Since the first attempt that is remembered. */
  readonly attempts: number;
  /** Unix ms. */
  readonly lastAttemptAt: number;
  readonly address: string;
}

/** More than anybody looks through; a stranger may call itself anything. */
const MAX_REMEMBERED = 200;

/** The newest attempts of devices that are not registered; kept in memory only. */
export class UnknownDevices {
  readonly #clock: Pick<Clock, 'now'>;
  /** In order of the last attempt. */
  readonly #byId = new Map<string, UnknownDevice>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  note(deviceId: string, address: string): void {
    if (deviceId === '') return;
    const attempts = (this.#byId.get(deviceId)?.attempts ?? 0) + 1;
    this.#byId.delete(deviceId);
    this.#byId.set(deviceId, { deviceId, attempts, lastAttemptAt: this.#clock.now(), address });
    const [oldest] = this.#byId.keys();
    if (this.#byId.size > MAX_REMEMBERED && oldest !== undefined) this.#byId.delete(oldest);
  }

  /** Last attempt first. */
  list(): readonly UnknownDevice[] {
    return [...this.#byId.values()].toReversed();
  }
}
