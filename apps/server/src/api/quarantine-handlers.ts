import { MANY_AT_ONCE, type QuarantinedItem, type RouteRequest, type Routes } from '@signalbox/api';
import type { QuarantineEntry } from '@signalbox/storage';
import { HttpProblem } from '../http/problem.ts';
import { recordAction } from './audit.ts';
import { replayAll } from './replay-quarantined.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { toTimestamp, toTimestampOrNull } from './wire.ts';

type Names = 'listQuarantine' | 'replayQuarantine' | 'discardQuarantine';
type Chosen = RouteRequest<Routes['replayQuarantine']>['body'];

/** Records that could not be processed. */
export function quarantineHandlers(services: ApiServices): HandlersOf<Names> {
  const { clock, runtime, storage } = services;
  const { quarantine } = storage;
  return {
    listQuarantine: ({ query }) => {
      const { limit, cursor } = query;
      const page = quarantine.list({ limit, before: cursor });
      return { list: page.list.map((entry) => show(services, entry)), next_cursor: page.next };
    },
    replayQuarantine: async ({ body }, context) => {
      const { entries, next } = choose(services, body);
      if (!runtime.storeAvailable) throw new HttpProblem('not_ready', 'The store takes nothing now.');
      const { ingress } = runtime;
      const { replayed, refused } = await replayAll({ ingress, quarantine, clock }, entries);
      const detail = { replayed, refused: refused.length };
      recordAction(storage, context, { action: 'quarantine.replayed', target: 'quarantine', detail });
      return { replayed, refused, next_cursor: next };
    },
    discardQuarantine: ({ body }, context) => {
      const { entries, next } = choose(services, body);
      const discarded = quarantine.remove(entries.map(({ id }) => id));
      recordAction(storage, context, {
        action: 'quarantine.discarded',
        target: 'quarantine',
        detail: { discarded },
      });
      return { discarded, next_cursor: next };
    },
  };
}

interface Choice {
  readonly entries: readonly QuarantineEntry[];
  readonly next: string | null;
}

/** All: those that are there when the first call comes, not what fails again meanwhile. */
function choose({ storage }: ApiServices, body: Chosen): Choice {
  const { quarantine } = storage;
  if ('ids' in body) {
    return { entries: [...new Set(body.ids)].flatMap((id) => quarantine.get(id) ?? []), next: null };
  }
  const page = quarantine.oldest({ limit: MANY_AT_ONCE, after: body.cursor });
  return { entries: page.list, next: page.next };
}

function show({ storage }: ApiServices, entry: QuarantineEntry): QuarantinedItem {
  const [reason = ''] = entry.reason.split('\n', 1);
  return {
    id: entry.id,
    tracker_id: storage.devices.ownerTrackerOf(entry.sourceId)?.id ?? null,
    source_id: entry.sourceId,
    received_at: toTimestamp(entry.receivedAt),
    message_time: toTimestampOrNull(entry.messageTime),
    attributes: JSON.parse(entry.body),
    reason,
  };
}
