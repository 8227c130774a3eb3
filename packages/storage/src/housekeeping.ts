import type { Clock, Logger } from '@signalbox/runtime';
import type { Retention, RetentionLimits } from './retention.ts';
import { MAX_MB } from './retention-settings.ts';

/** Between two steps of a round: what comes in meanwhile does not wait for more than one. */
const STEP_PAUSE_MS = 25;
/** Between two rounds, and after a step that failed. */
const ROUND_PAUSE_MS = 600_000;

export interface HousekeepingParts {
  readonly retention: Pick<Retention, 'step'>;
  readonly limits: RetentionLimits;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Removes what has become old, in small steps beside the traffic; returns what stops it. */
export function startHousekeeping({ retention, limits, clock, log }: HousekeepingParts): () => void {
  let cancel = clock.wakeAt(clock.now() + ROUND_PAUSE_MS, tick);
  let removed: Record<string, number> = {};

  function tick(): void {
    cancel = clock.wakeAt(clock.now() + (step() ? ROUND_PAUSE_MS : STEP_PAUSE_MS), tick);
  }

  /** @returns whether there is nothing more to do for a while */
  function step(): boolean {
    try {
      const { removed: gone, isDone, isTooLarge } = retention.step(limits);
      if (gone.rows > 0) removed[gone.kind] = (removed[gone.kind] ?? 0) + gone.rows;
      if (isDone) report(isTooLarge);
      return isDone;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.error({ reason }, 'What is old could not be removed; trying again later');
      return true;
    }
  }

  function report(isTooLarge: boolean): void {
    if (Object.keys(removed).length > 0) log.info(removed, 'Old rows were removed');
    if (isTooLarge) {
      const limit = { max_bytes: limits.maxBytes };
      log.warn(limit, `The database is larger than ${MAX_MB} and nothing more may be removed`);
    }
    removed = {};
  }

  return () => cancel();
}
