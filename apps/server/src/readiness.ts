import type { Clock } from '@signalbox/runtime';
import type { Storage } from '@signalbox/storage';
import type { Readiness } from './http/health.ts';

/** Trying the store writes to disk, so whoever asks all the time is answered from memory. */
const STORE_CHECK_MS = 5000;

export interface ReadinessSources {
  readonly clock: Clock;
  readonly storage: Storage;
  /** False while the runtime waits for the store. */
  readonly storeAvailable: () => boolean;
  readonly httpListens: () => boolean;
  readonly mqttListens: () => boolean;
}

/** Ready: devices and people can connect, and what they send can be kept. */
export function createReadiness(sources: ReadinessSources): Readiness {
  const storeWorks = checkStore(sources);
  return async () => ({
    http: sources.httpListens(),
    mqtt: sources.mqttListens(),
    store: sources.storeAvailable() && storeWorks(),
  });
}

function checkStore({ clock, storage }: ReadinessSources): () => boolean {
  let checkedAt = Number.NEGATIVE_INFINITY;
  let works = false;
  return () => {
    const now = clock.now();
    if (now - checkedAt < STORE_CHECK_MS) return works;
    checkedAt = now;
    works = canWrite(storage, now);
    return works;
  };
}

function canWrite({ settings }: Storage, now: number): boolean {
  try {
    settings.set('readiness_checked_at', now);
    return true;
  } catch {
    // Why it fails is logged by the runtime, which retries; here it only matters that it does.
    return false;
  }
}
