import type { EffectOrigin } from '@signalbox/flow';

/** The window in which effects are counted, ms of server time. */
export const WINDOW_MS = 60_000;

/** How much one flow has asked for on behalf of one source, and whether it was paused for that. */
export interface EffectRate {
  readonly sourceId: number;
  readonly flowId: number;
  /** The version that was counted; another one begins anew. */
  readonly flowVersion: number;
  /** When the window at hand began, server time, Unix ms. */
  readonly windowAt: number;
  /** Effects in the window. */
  readonly effects: number;
  /** Since when the flow is paused for the source, Unix ms; `null` while it runs. */
  readonly pausedAt: number | null;
  /** Effects dropped since then. */
  readonly dropped: number;
}

/**
 * Counts one more effect (design §5): beyond `maxPerMin` in a window of a minute the flow is paused
 * for this source, and stays so until somebody lets it go on or publishes another version.
 *
 * Windows are of fixed length and begin with an effect; server time counts, so that a backlog of
 * old records which all cause something is a storm as well.
 * @param rate as it stands; `undefined` before the first
 */
export function countEffect(
  rate: EffectRate | undefined,
  { sourceId, flowId, flowVersion }: EffectOrigin,
  { now, maxPerMin }: { readonly now: number; readonly maxPerMin: number },
): EffectRate {
  if (rate === undefined || rate.flowVersion !== flowVersion) {
    const none = { effects: 0, pausedAt: null, dropped: 0 };
    return counted({ sourceId, flowId, flowVersion, windowAt: now, ...none }, now, maxPerMin);
  }
  if (rate.pausedAt !== null) return { ...rate, dropped: rate.dropped + 1 };
  const age = now - rate.windowAt;
  const isOver = age >= WINDOW_MS || age < 0;
  return counted(isOver ? { ...rate, windowAt: now, effects: 0 } : rate, now, maxPerMin);
}

/** The same count, running again. */
export function released(rate: EffectRate, now: number): EffectRate {
  return { ...rate, windowAt: now, effects: 0, pausedAt: null, dropped: 0 };
}

function counted(rate: EffectRate, now: number, maxPerMin: number): EffectRate {
  if (rate.effects < maxPerMin) return { ...rate, effects: rate.effects + 1 };
  return { ...rate, pausedAt: now, dropped: 1 };
}
