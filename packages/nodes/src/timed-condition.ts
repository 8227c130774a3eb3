import type { JsonValue } from '@signalbox/flow';

/** How a condition counts time; milliseconds of event time. */
export interface Timing {
  /** The signal must be true for so long before the result is. */
  readonly holdMs: number;
  /** The signal must be false for so long before the result is. */
  readonly releaseMs: number;
  /** A longer time between two signals is silence. */
  readonly maxGapMs: number;
  /** `reset` counts anew after silence, `hold` counts on. */
  readonly silence: 'reset' | 'hold';
  /** What the first signal makes the result: itself, or with a hold false until it has held. */
  readonly baseline: 'signal' | 'held';
}

/** What a condition keeps between two messages of a source. */
export type Standing = {
  readonly on: boolean;
  /** Event time since when the signal has differed from `on`; `null` while they agree. */
  readonly since: number | null;
  /** Event time of the last signal while it differs, else `null`. */
  readonly seen: number | null;
};

/** Where a condition stands after a signal, and whether the result changed by it. */
export interface Moved {
  readonly standing: Standing;
  readonly changed: boolean;
}

/**
 * Moves a condition by one signal (design §5: bounds inclusive, event time, a gap is neither true nor
 * false). The first signal is the baseline, no change.
 * @param at event time of the signal, Unix ms
 */
export function moveCondition(timing: Timing, before: Standing | null, signal: boolean, at: number): Moved {
  const start = before ?? firstStanding(timing, signal);
  if (signal === start.on) return { standing: settled(signal), changed: false };
  const since = countsAnew(timing, start, at) ? at : Math.min(start.since ?? at, at);
  if (at - since >= neededMs(timing, start.on)) return { standing: settled(signal), changed: true };
  return { standing: { on: start.on, since, seen: at }, changed: false };
}

/** Turns a condition whose count a timer has brought to its end; `null` when none is counting. */
export function turnCondition(before: Standing | null): Standing | null {
  return before === null || before.since === null ? null : settled(!before.on);
}

/** Event time that is left to count, ms; `null` when none is counting. */
export function remainingMs(timing: Timing, { on, since, seen }: Standing): number | null {
  if (since === null || seen === null) return null;
  return neededMs(timing, on) - (seen - since);
}

/** What `JSON` kept of a standing; `null` when it is something else. */
export function readStanding(stored: JsonValue | undefined): Standing | null {
  if (typeof stored === 'boolean') return settled(stored);
  if (typeof stored !== 'object' || stored === null || !('on' in stored)) return null;
  const { on, since = null, seen = null } = stored;
  if (typeof on !== 'boolean') return null;
  const counting = typeof since === 'number' && typeof seen === 'number';
  return counting ? { on, since, seen } : settled(on);
}

export function isSameStanding(a: Standing | null, b: Standing): boolean {
  return a !== null && a.on === b.on && a.since === b.since && a.seen === b.seen;
}

function settled(on: boolean): Standing {
  return { on, since: null, seen: null };
}

function firstStanding({ holdMs, baseline }: Timing, signal: boolean): Standing {
  return settled(baseline === 'held' && holdMs > 0 ? false : signal);
}

function countsAnew({ silence, maxGapMs }: Timing, { seen }: Standing, at: number): boolean {
  return seen === null || (silence === 'reset' && at - seen > maxGapMs);
}

/** How long a signal must differ from the result to change it, ms. */
export function neededMs({ holdMs, releaseMs }: Timing, on: boolean): number {
  return on ? releaseMs : holdMs;
}
