import { deliveryReason } from '@signalbox/delivery';
import type { AttemptFailure } from '@signalbox/delivery';
import type { ReceiverAdmission } from '@signalbox/runtime';

/** When an attempt comes although no place is free. */
const CROWDED_RETRY_MS = 1000;
/** Attempts in a row without any HTTP answer that open the breaker. */
const FAILURES_TO_OPEN = 8;
const FIRST_PAUSE_MS = 2000;
const MAX_PAUSE_MS = 60_000;

function unattempted(reason: string, retryAfterMs: number): AttemptFailure {
  return { retry: 'later', reason, retryAfterMs, unattempted: true };
}

/**
 * Lets a few attempts at a time through to one origin (scheme, host, port), and none while the
 * origin is dead, so that it delays only its own deliveries (design §6). After a pause one attempt
 * goes out as a probe; each that fails doubles the pause, any HTTP answer at all closes the breaker.
 */
export class OriginGate {
  readonly #limit: number;
  readonly #now: () => number;
  #running = 0;
  #failures = 0;
  #openUntil = 0;
  #pauseMs = FIRST_PAUSE_MS;

  constructor(limit: number, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Nothing is under way and nothing is remembered: the gate may be dropped. */
  get isIdle(): boolean {
    return this.#running === 0 && this.#failures === 0;
  }

  /** What it takes now; whoever asks keeps count of its own attempts. */
  get admission(): ReceiverAdmission {
    const isPaused = this.#openUntil > this.#now();
    return { places: this.#places(), pausedUntil: isPaused ? this.#openUntil : null };
  }

  /** @returns `null` when the attempt may go out: `leave` must follow. Else why not. */
  enter(): AttemptFailure | null {
    const pauseLeftMs = this.#openUntil - this.#now();
    if (pauseLeftMs > 0) return this.#deadHost(pauseLeftMs);
    if (this.#running >= this.#places()) {
      return unattempted(deliveryReason('host_busy'), CROWDED_RETRY_MS);
    }
    this.#running += 1;
    return null;
  }

  /** @param answered an HTTP answer came, whatever its status; `null` when the origin was not asked */
  leave(answered: boolean | null): void {
    this.#running -= 1;
    if (answered === true) this.#recover();
    if (answered === false) this.#fail();
  }

  #places(): number {
    return this.#failures >= FAILURES_TO_OPEN ? 1 : this.#limit;
  }

  #recover(): void {
    this.#failures = 0;
    this.#openUntil = 0;
    this.#pauseMs = FIRST_PAUSE_MS;
  }

  #fail(): void {
    this.#failures += 1;
    const now = this.#now();
    if (this.#failures < FAILURES_TO_OPEN || now < this.#openUntil) return;
    this.#openUntil = now + this.#pauseMs;
    this.#pauseMs = Math.min(this.#pauseMs * 2, MAX_PAUSE_MS);
  }

  #deadHost(pauseLeftMs: number): AttemptFailure {
    return unattempted(deliveryReason('host_dead', String(this.#failures)), pauseLeftMs);
  }
}
