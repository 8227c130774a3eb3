import type { LiveEventPayload } from '@signalbox/api';
import { useEffect, useEffectEvent, useState } from 'react';
import { listenToEvents } from './live-events.ts';
import type { LiveStatus } from './live-events.ts';

/** Live events while the component is shown. */
export function useLiveEvents(onEvent: (event: LiveEventPayload) => void, flowId?: number): LiveStatus {
  const [status, setStatus] = useState<LiveStatus>('connecting');
  const receive = useEffectEvent(onEvent);
  useEffect(
    () =>
      listenToEvents({
        onEvent: (event) => receive(event),
        onStatus: setStatus,
        ...(flowId === undefined ? {} : { flowId }),
      }),
    [flowId],
  );
  return status;
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
