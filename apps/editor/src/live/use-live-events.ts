import type { LiveEventPayload } from '@signalbox/api';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { listenToEvents } from './live-events.ts';
import type { LiveFilter, LiveStatus } from './live-events.ts';

const BUNDLE_MS = 250;

/** Live events while the component is shown. */
export function useLiveEvents(
  onEvent: (event: LiveEventPayload) => void,
  { flowId, trackerId }: LiveFilter = {},
): LiveStatus {
  const [status, setStatus] = useState<LiveStatus>('connecting');
  const receive = useEffectEvent(onEvent);
  useEffect(
    () =>
      listenToEvents({
        onEvent: (event) => receive(event),
        onStatus: setStatus,
        flowId,
        trackerId,
      }),
    [flowId, trackerId],
  );
  return status;
}

/** Live events in bundles, a few times a second: a busy fleet must not redraw the page per message. */
export function useLiveBundles(
  onEvents: (events: readonly LiveEventPayload[]) => void,
  filter: LiveFilter = {},
): LiveStatus {
  const waiting = useRef<LiveEventPayload[]>([]);
  const receive = useEffectEvent(onEvents);
  useEffect(() => {
    const timer = setInterval(() => {
      if (waiting.current.length > 0) receive(waiting.current.splice(0));
    }, BUNDLE_MS);
    return () => clearInterval(timer);
  }, []);
  return useLiveEvents((event) => waiting.current.push(event), filter);
}

/** The time, renewed every `everyMs`, for ages and windows. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
