/** How long wrong guesses count. */
export const ATTEMPTS_WINDOW_MS = 15 * 60_000;

/** Logins and addresses that are remembered; beyond it the oldest is forgotten. */
const MAX_REMEMBERED = 10_000;

interface Count {
  attempts: number;
  readonly since: number;
}

/** Counts attempts per key (a login, an address) within a window that begins with the first. */
export class LoginAttempts {
  readonly #limit: number;
  readonly #now: () => number;
  readonly #counts = new Map<string, Count>();

  /**
   * @param limit attempts per key and window
   * @param now Unix ms
   */
  constructor(limit: number, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Begins an attempt, before its outcome is known: many at once are counted like one by one. */
  begin(key: string): boolean {
    const now = this.#now();
    const known = this.#counts.get(key);
    if (known === undefined || now - known.since >= ATTEMPTS_WINDOW_MS) {
      this.#remember(key, { attempts: 1, since: now });
      return true;
    }
    if (known.attempts >= this.#limit) return false;
    known.attempts += 1;
    return true;
  }

  /** The attempt was no guess: it does not count. */
  takeBack(key: string): void {
    const known = this.#counts.get(key);
    if (known !== undefined) known.attempts = Math.max(0, known.attempts - 1);
  }

  forget(key: string): void {
    this.#counts.delete(key);
  }

  #remember(key: string, count: Count): void {
    this.#counts.delete(key);
    this.#counts.set(key, count);
    if (this.#counts.size <= MAX_REMEMBERED) return;
    const [oldest] = this.#counts.keys();
    if (oldest !== undefined) this.#counts.delete(oldest);
  }
}
