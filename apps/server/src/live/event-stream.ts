import { LIVE_EVENTS_PATH, liveEventsQuery, type LiveEventPayload } from '@signalbox/api';
import type { Clock } from '@signalbox/runtime';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { parse } from '../http/bind-routes.ts';
import { admit, type Credentials, identify } from '../http/caller.ts';
import type { LiveHub } from './live-hub.ts';

/** A comment this often keeps proxies from closing a quiet stream, and shows us a dead reader. */
const HEARTBEAT_MS = 15_000;

/** Unread bytes at which a slow reader is let go; its browser connects again by itself. */
const MAX_UNREAD_BYTES = 512 * 1024;

interface StreamParts {
  readonly hub: LiveHub;
  readonly clock: Clock;
  readonly credentials: Credentials;
}

/** Streams live events as server-sent events to any known caller; each hears what it may read. */
export function serveEvents(app: FastifyInstance, { hub, clock, credentials }: StreamParts): void {
  const streams = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const end of streams) end();
  });
  app.route({
    method: 'GET',
    url: LIVE_EVENTS_PATH,
    exposeHeadRoute: false,
    config: { access: 'signed_in' },
    handler: (request, reply) => {
      const { flow_id: flowId, tracker_id: trackerId } = parse(liveEventsQuery, request.query, 'query');
      const { rights } = admit(request.caller, 'signed_in');
      const stream = openStream(reply);
      const unsubscribe = hub.subscribe({ flowId, trackerId, rights }, stream.send);
      const stopHeartbeat = keepAlive(clock, () => {
        // The credential may have been deleted or have ended since.
        if (identify(request, credentials) === undefined) stream.end();
        else stream.beat();
      });
      streams.add(stream.end);
      stream.onClose(() => {
        unsubscribe();
        stopHeartbeat();
        streams.delete(stream.end);
      });
    },
  });
}

function openStream(reply: FastifyReply) {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...stringHeaders(reply),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.write('retry: 2000\n\n');
  const write = (text: string): void => {
    if (raw.destroyed) return;
    raw.write(text);
    if (raw.writableLength > MAX_UNREAD_BYTES) raw.destroy();
  };
  return {
    send: (payload: LiveEventPayload): void =>
      write(`event: ${payload.type}\ndata: ${JSON.stringify(payload)}\n\n`),
    beat: (): void => write(': still here\n\n'),
    end: (): void => {
      raw.end();
    },
    onClose: (closed: () => void): void => {
      raw.once('close', closed);
    },
  };
}

/** The security headers that hooks have put on the reply, which hijacking leaves to us. */
function stringHeaders(reply: FastifyReply): Record<string, string> {
  const headers = Object.entries(reply.getHeaders());
  return Object.fromEntries(headers.map(([name, value]) => [name, String(value)]));
}

/** Calls `beat` again and again; returns what stops it. */
function keepAlive(clock: Clock, beat: () => void): () => void {
  const schedule = (): (() => void) => clock.wakeAt(clock.now() + HEARTBEAT_MS, onWake);
  const onWake = (): void => {
    cancel = schedule();
    beat();
  };
  let cancel = schedule();
  return () => cancel();
}
