import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { KEPT_AT_LEAST_MS, TABLES } from './retention.ts';
import type { RetentionLimits } from './retention.ts';
import { openStorage } from './storage.ts';
import type { Storage } from './storage.ts';
import {
  FakeClock,
  START,
  aCommandSpec,
  aCommit,
  aDelivery,
  aMessage,
  aQuarantinedRecord,
  aTrace,
  aVisit,
  aWebhookSpec,
  temporaryConnection,
  temporaryFolder,
  temporaryStorage,
} from './testing/fixtures.ts';

const DAY = 86_400_000;
const LIMITS: RetentionLimits = {
  historyMs: 90 * DAY,
  deliveriesMs: 30 * DAY,
  auditMs: 365 * DAY,
  quarantineMs: 60 * DAY,
  tracesMs: 7 * DAY,
  maxBytes: null,
};

/** A whole round; the number of rows that went, and how it ended. */
function prune({ retention }: Storage, limits = LIMITS): { rows: number; isTooLarge: boolean } {
  let rows = 0;
  for (;;) {
    const step = retention.step(limits);
    rows += step.removed.rows;
    if (step.isDone) return { rows, isTooLarge: step.isTooLarge };
  }
}

/** Records of one source, a day apart, the last one at `START`. */
async function withDailyRecords(days: number, clock = new FakeClock()): Promise<Storage> {
  const storage = temporaryStorage(clock);
  const messages = Array.from({ length: days }, (_, n) => {
    const at = START - (days - 1 - n) * DAY;
    return aMessage({ messageTime: at, serverTime: at, hash: n });
  });
  await storage.lane.commit(aCommit({ messages, snapshots: [{ sourceId: 1, snapshot: { n: 1 } }] }));
  return storage;
}

const historyOf = (storage: Storage) => storage.messages.history({ sourceId: 1, limit: 1000 }).list;

test('history goes when it is old, with the way to it', async () => {
  const storage = await withDailyRecords(400);
  expect(prune(storage).rows).toBe(309);
  expect(historyOf(storage)).toHaveLength(91);
  expect(prune(storage).rows).toBe(0);
});

test('records that a source is restored from stay, however old they are', async () => {
  const clock = new FakeClock();
  const storage = await withDailyRecords(3, clock);
  const tail = [
    aMessage({ messageTime: START + 1, hash: 91 }),
    aMessage({ messageTime: START + 2, hash: 92 }),
  ];
  const late = aMessage({ messageTime: START - 9 * DAY, hash: 93, timeliness: 'late' });
  const other = aMessage({ sourceId: 2, hash: 94 });
  await storage.lane.commit(aCommit({ messages: [...tail, late, other] }));
  const before = await storage.lane.loadSources([1, 2]);
  clock.time += 1000 * DAY;

  expect(prune(storage).rows).toBe(4);

  expect(await storage.lane.loadSources([1, 2])).toEqual(before);
  expect(historyOf(storage).map(({ hash }) => hash)).toEqual([92, 91]);
});

test('deliveries go when they have ended long ago, with their steps; open ones never', async () => {
  const clock = new FakeClock();
  const storage = temporaryStorage(clock);
  const deliveries = [
    aDelivery({ spec: aWebhookSpec('open'), state: 'backing_off' }),
    aDelivery({ spec: aCommandSpec('ended'), state: 'confirmed' }),
    aDelivery({ spec: aCommandSpec('lately'), state: 'expired', updatedAt: START + 40 * DAY }),
  ];
  await storage.lane.commit(aCommit({ deliveries }));
  clock.time += 50 * DAY;
  expect(prune(storage).rows).toBe(1);
  expect(storage.deliveries.get('ended')).toBeUndefined();
  expect(storage.deliveries.list({ limit: 9 }).list.map(({ id }) => id)).toEqual(['lately', 'open']);
});

test('the audit log and the quarantine have times of their own', async () => {
  const clock = new FakeClock();
  const storage = temporaryStorage(clock);
  await storage.lane.quarantine([aQuarantinedRecord()]);
  storage.audit.append({ actor: 'owner', action: 'flow.published' });
  clock.time += 61 * DAY;
  expect(prune(storage).rows).toBe(1);
  expect(storage.audit.list({ limit: 1 }).list).toHaveLength(1);
  clock.time += 365 * DAY;
  expect(prune(storage).rows).toBe(1);
});

test('traces go when they are old, whether new ones are written or not, with the way to them', async () => {
  const clock = new FakeClock();
  const storage = temporaryStorage(clock);
  const visit = aVisit({ effects: [{ id: 'e1', kind: 'command', unsent: null }] });
  await storage.traces.write([aTrace({ body: { ...aTrace().body, visits: [visit] } })]);
  await storage.traces.write([aTrace({ at: START + DAY })]);
  clock.time += 7 * DAY + 1;
  expect(prune(storage).rows).toBe(1);
  expect(storage.traces.list({ limit: 9 }).list.map(({ at }) => at)).toEqual([START + DAY]);
  expect(storage.traces.idOfEffect('e1')).toBeUndefined();
});

test('a database that is too large loses its oldest history first, and never that of the last days', async () => {
  const storage = await withDailyRecords(60);
  expect(prune(storage, { ...LIMITS, maxBytes: 1 })).toEqual({ rows: 52, isTooLarge: true });
  expect(historyOf(storage)).toHaveLength(1 + KEPT_AT_LEAST_MS / DAY);
  expect(prune(await withDailyRecords(60), { ...LIMITS, maxBytes: 1e9 })).toEqual({
    rows: 0,
    isTooLarge: false,
  });
});

test('what is removed is given back to the disk', async () => {
  const file = join(temporaryFolder(), 'signalbox.db');
  const clock = new FakeClock();
  const storage = openStorage({ file, clock });
  onTestFinished(() => storage.close());
  const messages = Array.from({ length: 4000 }, (_, n) =>
    aMessage({ messageTime: START + n, hash: n, body: JSON.stringify('x'.repeat(1000)) }),
  );
  await storage.lane.commit(aCommit({ messages, snapshots: [{ sourceId: 1, snapshot: {} }] }));
  storage.checkpoint();
  const full = statSync(file).size;
  clock.time += 1000 * DAY;
  expect(prune(storage).rows).toBe(4000);
  storage.checkpoint();
  expect(statSync(file).size).toBeLessThan(full / 4);
});

test.each(TABLES.flatMap(({ name, remove }) => remove.map((sql) => ({ name, sql }))))(
  'old $name are found without going through a whole table: $sql',
  ({ sql }) => {
    const { connection } = temporaryConnection();
    const plan = connection.query(`EXPLAIN QUERY PLAN ${sql}`, (row) => String(row['detail'])).all();
    expect(plan.filter((line) => line.startsWith('SCAN'))).toEqual([]);
  },
);
