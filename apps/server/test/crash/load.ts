import type { ApiClient } from '@signalbox/api';
import type { CrashDevice } from './crash-device.ts';
import type { ApiCall } from './evidence.ts';

const RECORD_EVERY_MS = 250;
const CALL_EVERY_MS = 150;

/** Who asks for things while servers come and go. */
export class Load {
  readonly calls: ApiCall[] = [];
  readonly #devices: readonly CrashDevice[];
  readonly #trackerIds: readonly number[];
  readonly #random: () => number;
  readonly #open: Promise<void>[] = [];
  #timers: readonly NodeJS.Timeout[] = [];
  #api: ApiClient | null = null;
  #count = 0;

  constructor(devices: readonly CrashDevice[], trackerIds: readonly number[], random: () => number) {
    this.#devices = devices;
    this.#trackerIds = trackerIds;
    this.#random = random;
  }

  /** Devices report on whether a server is there or not; people call the one that is. */
  start(): void {
    const each = this.#devices.map((device) =>
      setInterval(() => this.#report(device), RECORD_EVERY_MS * (0.5 + this.#random())),
    );
    this.#timers = [...each, setInterval(() => this.#call(), CALL_EVERY_MS)];
  }

  /** The server that people call from now on; `null` for none. */
  use(api: ApiClient | null): void {
    this.#api = api;
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(this.#open);
  }

  #report(device: CrashDevice): void {
    const random = this.#random;
    const pulse = random();
    device.report({
      hook: random() < 0.6,
      want: random() < 0.15 ? (random() < 0.5 ? 1 : 0) : null,
      pulse: pulse < 0.1 ? 'once' : pulse < 0.2 ? 'again' : null,
    });
  }

  #call(): void {
    const id = this.#trackerIds[Math.floor(this.#random() * this.#trackerIds.length)];
    const api = this.#api;
    if (api === null || id === undefined) return;
    this.#count += 1;
    const text = `call ${this.#count}`;
    const done = this.#send(api, id, text);
    this.#open.push(done);
  }

  async #send(api: ApiClient, id: number, text: string): Promise<void> {
    const body = { type: 'raw', command: text, reliable: false } as const;
    try {
      await api.sendCommand({ params: { id }, body });
      this.calls.push({ text, accepted: true });
    } catch {
      this.calls.push({ text, accepted: false });
    }
  }
}
