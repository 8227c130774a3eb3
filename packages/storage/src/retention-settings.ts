import { KEPT_AT_LEAST_MS } from './retention.ts';
import type { RetentionLimits } from './retention.ts';

const DAY_MS = 86_400_000;
const LEAST_DAYS = KEPT_AT_LEAST_MS / DAY_MS;

/** In days. */
const DEFAULTS = { history: 90, deliveries: 30, audit: 365, quarantine: 90, traces: 7 } as const;

/** The variable that limits the size of the database. */
export const MAX_MB = 'SIGNALBOX_KEEP_MAX_MB';

/**
 * How long things are kept, from variables that whoever opens the store has read.
 * @param setting gives a variable by its name, `undefined` when it is not set
 * @throws {RangeError} that names the variable
 */
export function readRetention(setting: (name: string) => string | undefined): RetentionLimits {
  const days = (name: string, fallback: number, least = LEAST_DAYS): number =>
    DAY_MS * readDays(name, setting(name) ?? String(fallback), least);
  return {
    historyMs: days('SIGNALBOX_KEEP_HISTORY_DAYS', DEFAULTS.history),
    deliveriesMs: days('SIGNALBOX_KEEP_DELIVERIES_DAYS', DEFAULTS.deliveries),
    auditMs: days('SIGNALBOX_KEEP_AUDIT_DAYS', DEFAULTS.audit),
    quarantineMs: days('SIGNALBOX_KEEP_QUARANTINE_DAYS', DEFAULTS.quarantine),
    tracesMs: days('SIGNALBOX_TRACE_DAYS', DEFAULTS.traces, 1),
    maxBytes: readMegabytes(setting(MAX_MB)),
  };
}

function readDays(name: string, text: string, least: number): number {
  const days = Number(text);
  if (days >= least && days <= 36_500) return days;
  throw new RangeError(`${name} is "${text}"; give days from ${least} to 36500.`);
}

function readMegabytes(text: string | undefined): number | null {
  if (text === undefined) return null;
  const megabytes = Number(text);
  if (megabytes >= 16 && Number.isFinite(megabytes)) return megabytes * 1_000_000;
  throw new RangeError(`${MAX_MB} is "${text}"; give megabytes, 16 or more.`);
}
