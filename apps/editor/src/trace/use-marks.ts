import type { TraceDetail } from '@signalbox/api';
import { useEffect } from 'react';
import { useSession } from '../canvas/session-context.tsx';
import { marksOf } from './trace-marks.ts';

/** Shows the way of a trace on the canvas for as long as it is looked at. */
export function useMarks(trace: Pick<TraceDetail, 'visits'> | null): void {
  const { traceMarks } = useSession();
  const isShown = trace !== null;
  useEffect(() => {
    if (trace !== null) traceMarks.setState(marksOf(trace));
  }, [trace, traceMarks]);
  // Not between one trace and the next: nodes on both ways would blink.
  useEffect(() => {
    if (!isShown) return undefined;
    return () => traceMarks.setState(marksOf(null));
  }, [isShown, traceMarks]);
}
