import type { Clock, Logger } from '@signalbox/runtime';

const PERIOD_MS = 60_000;
const MAX_SUBJECTS = 1000;

interface Subject {
  quietUntil: number;
  suppressed: number;
}

/**
 * Warnings that a device can cause as often as it likes: each subject is written once a minute,
 * with the count of those left out since.
 */
export class LimitedLog {
  readonly #log: Logger;
  readonly #clock: Clock;
  readonly #subjects = new Map<string, Subject>();

  constructor(log: Logger, clock: Clock) {
    this.#log = log;
    this.#clock = clock;
  }

  /** @param subject what is limited together, such as a device and a reason */
  warn(subject: string, fields: object, message: string): void {
    const now = this.#clock.now();
    const known = this.#subjects.get(subject);
    if (known !== undefined && now < known.quietUntil) {
      known.suppressed += 1;
      return;
    }
    const repeated = known?.suppressed ?? 0;
    this.#remember(subject, { quietUntil: now + PERIOD_MS, suppressed: 0 });
    this.#log.warn(repeated === 0 ? fields : { ...fields, repeated }, message);
  }

  /** Someone who invents subjects must not fill the memory: the oldest makes room. */
  #remember(subject: string, entry: Subject): void {
    this.#subjects.delete(subject);
    if (this.#subjects.size >= MAX_SUBJECTS) {
      const [oldest] = this.#subjects.keys();
      if (oldest !== undefined) this.#subjects.delete(oldest);
    }
    this.#subjects.set(subject, entry);
  }
}
