import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { queries } from '../api/queries.ts';
import { useSession } from '../canvas/session-context.tsx';
import { useMarks } from './use-marks.ts';

/** Twice a second, and seldom for those who want no motion. */
const FOLLOW_MS = 500;
const CALM_MS = 5000;

const calm = globalThis.matchMedia('(prefers-reduced-motion: reduce)');

/** Marks the way of the device's last run on the canvas, unless somebody looks at a certain one. */
export function LastRun({ flowId }: { readonly flowId: number }): ReactNode {
  const { device, side, tracing } = useSession();
  const trackerId = useStore(device, ({ id }) => id);
  const traceId = useStore(tracing, (state) => state.traceId);
  const shown = useStore(side.state, (state) => state.shown);
  // What is looked at beside the canvas has the marks for itself.
  const isTaken = shown === 'test' || (shown === 'why' && traceId !== null);
  const isShown = trackerId !== null && !isTaken;
  const everyMs = calm.matches ? CALM_MS : FOLLOW_MS;
  const newest = useQuery({ ...queries.lastRun(flowId, trackerId ?? 0, everyMs), enabled: isShown }).data;
  const run = useQuery({
    ...queries.trace(newest ?? 0),
    enabled: newest !== undefined && newest !== null,
    placeholderData: keepPreviousData,
  }).data;
  useMarks(isShown && run?.tracker_id === trackerId ? run : null);
  return null;
}
