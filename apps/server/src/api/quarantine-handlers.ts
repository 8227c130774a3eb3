import type { QuarantinedItem, RouteRequest, Routes } from '@signalbox/api';
import type { Message } from '@signalbox/flow';
import { textHash } from '@signalbox/flow';
import type { QuarantineEntry } from '@signalbox/storage';
import { HttpProblem } from '../http/problem.ts';
import { recordAction } from './audit.ts';
import type { ApiServices, HandlersOf } from './services.ts';
import { toTimestamp, toTimestampOrNull } from './wire.ts';

type Names = 'listQuarantine' | 'replayQuarantine' | 'discardQuarantine';
type Chosen = RouteRequest<Routes['replayQuarantine']>['body'];

/** Records that one call takes. */
const AT_ONCE = 100;

/** Records that could not be processed. */
export function quarantineHandlers(services: ApiServices): HandlersOf<Names> {
  const { storage } = services;
  return {
    listQuarantine: ({ query }) => {
      const { limit, cursor } = query;
      const page = storage.quarantine.list({ limit, ...(cursor === undefined ? {} : { before: cursor }) });
      return { list: page.list.map((entry) => show(services, entry)), next_cursor: page.next };
    },
    replayQuarantine: async ({ body }, context) => {
      const { entries, next } = choose(services, body);
      const { replayed, refused } = await replayAll(services, entries);
      const detail = { replayed, refused: refused.length };
      recordAction(storage, context, { action: 'quarantine.replayed', target: 'quarantine', detail });
      return { replayed, refused, next_cursor: next };
    },
    discardQuarantine: ({ body }, context) => {
      const { entries, next } = choose(services, body);
      const discarded = storage.quarantine.remove(entries.map(({ id }) => id));
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
  const before = body.cursor ?? String(quarantine.newestId() + 1);
  const page = quarantine.list({ limit: AT_ONCE, before });
  return { entries: page.list, next: page.next };
}

/** The oldest first, as they came. One after the other: each must be durable before it leaves. */
async function replayAll(services: ApiServices, entries: readonly QuarantineEntry[]) {
  const { runtime, storage } = services;
  if (!runtime.storeAvailable) throw new HttpProblem('not_ready', 'The store takes nothing now.');
  const refused: { id: number; reason: string }[] = [];
  for (const entry of entries.toSorted((a, b) => a.id - b.id)) {
    const newest = storage.quarantine.newestId();
    const reason = await replay(services, entry);
    // One without a time cannot be told from others: what failed again is there anew.
    const isThereAnew = storage.quarantine.newestId() > newest;
    if (reason === null || isThereAnew) storage.quarantine.remove([entry.id]);
    if (reason !== null) refused.push({ id: entry.id, reason });
  }
  return { replayed: entries.length - refused.length, refused };
}

/** @returns why it was refused; `null` when it is durable */
function replay({ clock, runtime }: ApiServices, entry: QuarantineEntry): Promise<string | null> {
  const attributes: Message['attributes'] = JSON.parse(entry.body);
  const { sourceId, messageTime } = entry;
  // What made it fail may have been these two: a fraction is neither a time nor a hash.
  const message: Message = {
    messageTime: messageTime === null ? null : Math.round(messageTime),
    serverTime: clock.now(),
    attributes,
    hash: Number.isSafeInteger(entry.hash) ? entry.hash : textHash(entry.body),
  };
  return new Promise((resolve) => {
    runtime.ingress.receive(sourceId, [message], (refusal) => resolve(refusal?.message ?? null));
  });
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
