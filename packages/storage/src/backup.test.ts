import { copyFileSync, existsSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { backupDatabase, copyDatabase } from './backup.ts';
import { restoreDatabase } from './restore.ts';
import { openStorage } from './storage.ts';
import type { Storage } from './storage.ts';
import {
  FakeClock,
  START,
  aCommandSpec,
  aCommit,
  aDelivery,
  aMessage,
  aWebhookSpec,
  temporaryFolder,
} from './testing/fixtures.ts';

const HOUR = 3_600_000;

function open(folder: string, clock = new FakeClock()): Storage {
  const storage = openStorage({ file: join(folder, 'signalbox.db'), clock });
  onTestFinished(() => storage.close());
  return storage;
}

/** Records and what each of them caused, as one commit. */
function commitOf(...numbers: readonly number[]) {
  const filler = 'x'.repeat(500);
  return aCommit({
    messages: numbers.map((n) =>
      aMessage({ messageTime: START + n, hash: n, body: JSON.stringify({ n, filler }) }),
    ),
    deliveries: numbers.map((n) => aDelivery({ spec: aCommandSpec(`c${n}`), state: 'confirmed' })),
  });
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);

function countsIn(file: string): { messages: number; deliveries: number; last: number } {
  const database = new DatabaseSync(file, { readOnly: true });
  const count = (sql: string): number => Number(database.prepare(sql).get()?.['n']);
  const counts = {
    messages: count('SELECT count(*) AS n FROM messages'),
    deliveries: count('SELECT count(*) AS n FROM deliveries'),
    last: count('SELECT max(hash) AS n FROM messages'),
  };
  database.close();
  return counts;
}

test('a backup under load holds whole commits up to one moment, and starts', async () => {
  const source = temporaryFolder();
  const storage = open(source);
  await storage.lane.commit(commitOf(...upTo(3000)));
  const copy = join(temporaryFolder(), 'backup.db');
  let n = 3000;
  const making = { isDone: false };
  const done = storage.backup(copy).finally(() => (making.isDone = true));
  while (!making.isDone) {
    n += 1;
    await storage.lane.commit(commitOf(n));
    // The copy is made on another thread; what it reports comes between two turns of this one.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await done;

  const { messages, deliveries, last } = countsIn(copy);
  expect(n).toBeGreaterThan(3000);
  expect(messages).toBeGreaterThanOrEqual(3000);
  expect(messages).toBeLessThanOrEqual(n);
  expect({ deliveries, last }).toEqual({ deliveries: messages, last: messages });

  const target = join(temporaryFolder(), 'data');
  restoreDatabase({ from: copy, to: join(target, 'signalbox.db'), force: false, now: START });
  const restored = open(target);
  expect(restored.messages.history({ sourceId: 1, limit: 1 }).list[0]?.hash).toBe(last);
  expect([...restored.deliveries.counts()]).toEqual([['confirmed', messages]]);
});

test('a backup that begins in the middle of a commit waits for its end', async () => {
  const folder = temporaryFolder();
  const storage = open(folder);
  await storage.lane.commit(commitOf(1));
  storage.close();
  const database = new DatabaseSync(join(folder, 'signalbox.db'));
  onTestFinished(() => database.close());
  const copy = join(folder, 'backup.db');

  database.exec('BEGIN IMMEDIATE; UPDATE messages SET hash = 2');
  const copying = copyDatabase(database, copy, START);
  // The copy begins on a thread of the pool that answers these too.
  for (const _ of upTo(8)) await stat(folder);
  database.exec('COMMIT');
  await copying;

  expect(countsIn(copy)).toEqual({ messages: 1, deliveries: 1, last: 2 });
});

test('what was under way in a backup never goes out by itself', async () => {
  const clock = new FakeClock();
  const folder = temporaryFolder();
  const storage = open(folder, clock);
  const timer = { sourceId: 1, flowId: 1, nodeId: 2, timeliness: 'live', meaning: 1 } as const;
  await storage.lane.commit(
    aCommit({
      deliveries: [
        aDelivery({ spec: aCommandSpec('cut'), timers: { ttl: START + HOUR } }),
        aDelivery({ spec: aWebhookSpec('told'), state: 'backing_off', timers: { retry: START + 5 } }),
        aDelivery({ spec: aCommandSpec('done'), state: 'confirmed' }),
      ],
      timers: [
        { ...timer, name: 'soon', at: START + 1000 },
        { ...timer, name: 'later', at: START + 9 * HOUR },
      ],
    }),
  );
  const copy = join(temporaryFolder(), 'backup.db');
  await storage.backup(copy);
  clock.time += 5 * HOUR;
  const target = temporaryFolder();
  restoreDatabase({ from: copy, to: join(target, 'signalbox.db'), force: false, now: clock.time });

  const restored = open(target, clock);

  expect(restored.restored).toEqual({ copiedAt: START, heldDeliveries: 2, droppedTimers: 1 });
  expect(restored.deliveries.list({ dead: true, limit: 9 }).list).toMatchObject([
    { id: 'told', state: 'unknown', reason: expect.stringContaining('Restored from a backup of 2023-11-14') },
    { id: 'cut', state: 'unknown' },
  ]);
  expect(await restored.lane.deliveries.openCommands([1])).toEqual([]);
  expect(await restored.lane.deliveries.nextDueAt()).toBeNull();
  expect(await restored.lane.nextTimerAt()).toBe(START + 9 * HOUR);
  restored.close();
  expect(open(target, clock).restored).toBeNull();
});

test('a stopped database is backed up too, one in use is not touched from outside', async () => {
  const folder = temporaryFolder();
  const storage = open(folder);
  await storage.lane.commit(commitOf(1));
  const file = join(folder, 'signalbox.db');
  const copy = join(temporaryFolder(), 'backup.db');
  storage.close();
  await backupDatabase(file, copy, START);
  expect(countsIn(copy).messages).toBe(1);
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  await expect(backupDatabase(file, copy, START)).rejects.toMatchObject({ code: 'not_writable' });
  await expect(backupDatabase(join(folder, 'none.db'), copy, START)).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a restore overwrites nothing, and puts aside what stood there when it is told to go on', async () => {
  const [source, target] = [temporaryFolder(), temporaryFolder()];
  const storage = open(source);
  await storage.lane.commit(commitOf(1));
  const copy = join(temporaryFolder(), 'backup.db');
  await storage.backup(copy);
  const old = open(target);
  await old.lane.commit(commitOf(7));
  old.close();
  const options = { from: copy, to: join(target, 'signalbox.db'), now: START };
  expect(() => restoreDatabase({ ...options, force: false })).toThrow(
    expect.objectContaining({ code: 'not_empty' }),
  );
  const { putAside, madeAt } = restoreDatabase({ ...options, force: true });
  expect(madeAt).toBe(START);
  expect(countsIn(putAside ?? '').last).toBe(7);
  expect(countsIn(options.to).last).toBe(1);
});

test('a restore refuses what is no whole backup of ours, and leaves the folder as it was', async () => {
  const source = temporaryFolder();
  const storage = open(source);
  await storage.lane.commit(commitOf(...upTo(200)));
  const folder = temporaryFolder();
  const copy = join(folder, 'backup.db');
  await storage.backup(copy);
  const bad = (name: string, change: (file: string) => void): string => {
    const file = join(folder, name);
    copyFileSync(copy, file);
    change(file);
    return file;
  };
  const execute = (sql: string) => (file: string) => {
    const database = new DatabaseSync(file);
    database.exec(sql);
    database.close();
  };
  const cases = [
    [
      bad('text.db', (file) => writeFileSync(file, 'no database at all, but long enough'.repeat(40))),
      'not_a_database',
    ],
    [bad('foreign.db', execute('PRAGMA application_id = 1')), 'foreign_database'],
    [bad('newer.db', execute('PRAGMA user_version = 9999')), 'newer_version'],
    [bad('cut.db', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))), 'corrupt'],
    [join(folder, 'missing.db'), 'not_found'],
  ] as const;
  const target = join(temporaryFolder(), 'data');
  for (const [from, code] of cases) {
    const restore = (): unknown =>
      restoreDatabase({ from, to: join(target, 'signalbox.db'), force: false, now: START });
    expect(restore).toThrow(expect.objectContaining({ code }));
    expect(existsSync(target) ? readdirSync(target) : []).toEqual([]);
  }
});
