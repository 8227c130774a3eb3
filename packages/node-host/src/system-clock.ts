import type { Clock } from '@signalbox/runtime';

/** `setTimeout` takes 31 bits of milliseconds (24.8 days); a longer one would fire at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * Server time and wake-ups of this machine, for the runtime (`Clock`).
 * A wake-up keeps the process alive, as far away as it may be.
 */
export const systemClock: Clock = {
  now: () => Date.now(),
  wakeAt: (at, callback) => wakeAt(at, callback),
  soon: (callback) => void setImmediate(callback),
};

function wakeAt(at: number, callback: () => void): () => void {
  let timer = setTimeout(ring, delayUntil(at));
  function ring(): void {
    // Too early when the way was too long for one timer, or when the clock was set back meanwhile.
    if (Date.now() >= at) callback();
    else timer = setTimeout(ring, delayUntil(at));
  }
  return () => clearTimeout(timer);
}

/** At least 1: timers may ring within the last millisecond before their time. */
function delayUntil(at: number): number {
  return Math.min(LONGEST_TIMEOUT_MS, Math.max(1, at - Date.now()));
}
