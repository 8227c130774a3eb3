import { LIVE_EVENTS_PATH, liveEventSchema } from '@signalbox/api';
import type { LiveEventPayload } from '@signalbox/api';
import { authorization } from '../api/credential.ts';
import { createEventReader } from './event-stream.ts';

export type LiveStatus = 'connecting' | 'connected' | 'lost';

/** What to hear of; of everything when empty. */
export interface LiveFilter {
  readonly flowId?: number | undefined;
  readonly trackerId?: number | undefined;
}

interface LiveOptions extends LiveFilter {
  readonly onEvent: (event: LiveEventPayload) => void;
  readonly onStatus: (status: LiveStatus) => void;
}

/** Between two attempts to connect. */
const RETRY_MS = 3000;

/**
 * Listens to the server's live events until the returned function is called. By `fetch`, since
 * an `EventSource` cannot send an API key.
 */
export function listenToEvents(options: LiveOptions): () => void {
  const url = addressOf(options);
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function listen(): Promise<void> {
    try {
      await readStream(url, stop.signal, options);
    } catch {
      // Whatever it was, the stream is gone: the status says so and we try again.
    }
    if (stop.signal.aborted) return;
    options.onStatus('lost');
    timer = setTimeout(() => void listen(), RETRY_MS);
  }

  options.onStatus('connecting');
  void listen();
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}

function addressOf({ flowId, trackerId }: LiveFilter): string {
  const query = new URLSearchParams();
  if (flowId !== undefined) query.set('flow_id', String(flowId));
  if (trackerId !== undefined) query.set('tracker_id', String(trackerId));
  return query.size === 0 ? LIVE_EVENTS_PATH : `${LIVE_EVENTS_PATH}?${query.toString()}`;
}

async function readStream(url: string, signal: AbortSignal, options: LiveOptions): Promise<void> {
  const response = await fetch(url, { signal, headers: { accept: 'text/event-stream', ...authorization() } });
  if (!response.ok || response.body === null) return;
  options.onStatus('connected');
  const read = createEventReader();
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    for (const event of read(decoder.decode(part.value, { stream: true }))) {
      const payload = readPayload(event.data);
      if (payload !== null) options.onEvent(payload);
    }
  }
}

/** An event of a newer server that we do not know is skipped. */
function readPayload(data: string): LiveEventPayload | null {
  try {
    const parsed = liveEventSchema.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
