import { type Message, textHash } from '@signalbox/flow';
import type { Clock, Ingress } from '@signalbox/runtime';
import type { QuarantineEntry, QuarantineRepository } from '@signalbox/storage';

/** A record that cannot even be put aside again is never answered for. */
export const ANSWER_LIMIT_MS = 10_000;

const UNANSWERED =
  'The store did not take it in time. It stays here, and may still be processed: look again in a minute.';
const NOT_TRIED = 'It was not tried, as the store did not take one before it in time.';

export interface ReplayParts {
  readonly ingress: Pick<Ingress, 'receive'>;
  readonly quarantine: Pick<QuarantineRepository, 'hasNewer' | 'newestId' | 'remove'>;
  readonly clock: Clock;
}

export interface Replayed {
  readonly replayed: number;
  readonly refused: { id: number; reason: string }[];
}

/**
 * Hands records to the lane again, the oldest first, as they came. One after the other: each must be
 * durable before it leaves quarantine.
 */
export async function replayAll(parts: ReplayParts, entries: readonly QuarantineEntry[]): Promise<Replayed> {
  const { quarantine } = parts;
  const refused: Replayed['refused'] = [];
  let isStuck = false;
  for (const entry of entries.toSorted((a, b) => a.id - b.id)) {
    const { id, sourceId, body } = entry;
    const afterId = quarantine.newestId();
    const reason: string | null = isStuck ? NOT_TRIED : await replay(parts, entry);
    isStuck ||= reason === UNANSWERED;
    // One without a time cannot be told from others: what failed again is there anew.
    if (reason === null || quarantine.hasNewer({ sourceId, afterId, body })) quarantine.remove([id]);
    if (reason !== null) refused.push({ id, reason });
  }
  return { replayed: entries.length - refused.length, refused };
}

/** @returns why it was refused; `null` when it is durable */
function replay({ clock, ingress }: ReplayParts, entry: QuarantineEntry): Promise<string | null> {
  const attributes: Message['attributes'] = JSON.parse(entry.body);
  const { sourceId, messageTime } = entry;
  const now = clock.now();
  // What made it fail may have been these two: a fraction is neither a time nor a hash.
  const message: Message = {
    messageTime: messageTime === null ? null : Math.round(messageTime),
    serverTime: now,
    attributes,
    hash: Number.isSafeInteger(entry.hash) ? entry.hash : textHash(entry.body),
  };
  return new Promise((resolve) => {
    const cancelLimit = clock.wakeAt(now + ANSWER_LIMIT_MS, () => resolve(UNANSWERED));
    ingress.receive(sourceId, [message], (refusal) => {
      cancelLimit();
      resolve(refusal?.message ?? null);
    });
  });
}
