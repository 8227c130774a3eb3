import { expect, test } from 'vitest';
import type { HistoryQuery } from './message-repository.ts';
import type { Storage } from './storage.ts';
import { START, aCommit, aMessage, temporaryStorage } from './testing/fixtures.ts';

/** Records in the order in which they came in; undated ones have no time. */
const TIMES = [START + 2, null, START + 1, START + 3, null, START + 3];

async function filled(): Promise<Storage> {
  const storage = temporaryStorage();
  const messages = TIMES.map((messageTime, hash) =>
    aMessage({ messageTime, hash, timeliness: messageTime === null ? 'no_time' : 'live' }),
  );
  await storage.lane.commit(aCommit({ messages: [...messages, aMessage({ sourceId: 2 })] }));
  return storage;
}

test.each<[string, Partial<HistoryQuery>, number[]]>([
  ['everything', {}, [5, 3, 0, 2, 4, 1]],
  ['a span, bounds included', { from: START + 2, to: START + 3 }, [5, 3, 0]],
  ['from a time', { from: START + 3 }, [5, 3]],
  ['up to a time', { to: START + 1 }, [2]],
  ['a source without records', { sourceId: 9 }, []],
])('history of %s comes newest first, page by page, undated records last', async (_, query, expected) => {
  const { messages } = await filled();
  for (const limit of [1, 2, 6, 7]) {
    const hashes: number[] = [];
    let next: string | null = null;
    do {
      const page = messages.history({
        sourceId: 1,
        ...query,
        limit,
        ...(next === null ? {} : { before: next }),
      });
      expect(page.list.length).toBeLessThanOrEqual(limit);
      hashes.push(...page.list.map(({ hash }) => hash));
      next = page.next;
    } while (next !== null);
    expect(hashes).toEqual(expected);
  }
});

test.each(['', 'x', '1', '1_', '_', '-1_2'])('the cursor "%s" is refused', async (before) => {
  const { messages } = await filled();
  expect(() => messages.history({ sourceId: 1, limit: 1, before })).toThrow(
    expect.objectContaining({ code: 'bad_cursor' }),
  );
});
