import { LIVE_EVENTS_PATH, liveEventSchema } from '@signalbox/api';
import type { LiveEventPayload } from '@signalbox/api';

export type LiveStatus = 'connecting' | 'connected' | 'lost';

interface LiveOptions {
  /** Hear only of one flow. */
  readonly flowId?: number;
  readonly onEvent: (event: LiveEventPayload) => void;
  readonly onStatus: (status: LiveStatus) => void;
}

const EVENT_TYPES: readonly LiveEventPayload['type'][] = ['visits', 'delivery', 'message', 'link'];

/** After the server refused the stream, the browser does not try again by itself. */
const RETRY_MS = 5000;

/** Listens to the server's live events until the returned function is called. */
export function listenToEvents(options: LiveOptions): () => void {
  const url =
    options.flowId === undefined ? LIVE_EVENTS_PATH : `${LIVE_EVENTS_PATH}?flow_id=${options.flowId}`;
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function receive(event: Event): void {
    const payload = event instanceof MessageEvent ? readPayload(event.data) : null;
    if (payload !== null) options.onEvent(payload);
  }

  function open(): void {
    options.onStatus('connecting');
    source = new EventSource(url);
    source.addEventListener('open', () => options.onStatus('connected'));
    source.addEventListener('error', () => {
      options.onStatus('lost');
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS);
    });
    for (const type of EVENT_TYPES) source.addEventListener(type, receive);
  }

  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** An event of a newer server that we do not know is skipped. */
function readPayload(data: unknown): LiveEventPayload | null {
  if (typeof data !== 'string') return null;
  try {
    const parsed = liveEventSchema.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
