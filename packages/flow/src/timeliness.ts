import { z } from 'zod';

/** What a record may do, decided once by its age. */
export const TIMELINESS = ['live', 'delayed', 'late', 'duplicate', 'future', 'no_time'] as const;
export type Timeliness = (typeof TIMELINESS)[number];

/** Limits that decide timeliness; per source. */
export interface TimelinessLimits {
  /** Older records are `delayed`, ms. */
  readonly maxLiveAgeMs: number;
  /** Records further ahead of the server clock are `future`, ms. */
  readonly maxAheadMs: number;
  /** Records before this instant are `no_time`, Unix ms: a clock that was never set. */
  readonly earliestMs: number;
  /** A time 1024 weeks before now is taken for now. */
  readonly correctsWeekRollover: boolean;
}

const DAY_S = 86_400;
const EARLIEST_MS = Date.UTC(2015, 0, 1);

/** What people may set of it per device (design §3). */
export const timelinessSettingsSchema = z.strictObject({
  /** Seconds; older messages are delayed. */
  max_live_age_s: z.int().min(1).max(DAY_S).default(300),
  /** Seconds that the device's clock may be ahead of the server's. */
  max_ahead_s: z.int().min(0).max(DAY_S).default(600),
  /** For receivers that do not know the era of the GPS weeks. Nothing else is corrected silently. */
  correct_week_rollover: z.boolean().default(false),
});

export type TimelinessSettings = z.infer<typeof timelinessSettingsSchema>;

export const DEFAULT_TIMELINESS_SETTINGS: TimelinessSettings = timelinessSettingsSchema.parse({});

/** The limits that a device's settings stand for. */
export function limitsOf(settings: TimelinessSettings): TimelinessLimits {
  return {
    maxLiveAgeMs: settings.max_live_age_s * 1000,
    maxAheadMs: settings.max_ahead_s * 1000,
    earliestMs: EARLIEST_MS,
    correctsWeekRollover: settings.correct_week_rollover,
  };
}

export const DEFAULT_TIMELINESS: TimelinessLimits = limitsOf(DEFAULT_TIMELINESS_SETTINGS);
