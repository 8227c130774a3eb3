import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Arbitrary } from 'fast-check';
import { array, assert, asyncProperty, constant, integer, nat, oneof, option, record } from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { integer as readInteger } from './columns.ts';
import { Connection } from './connection.ts';
import { DeviceRepository } from './device-repository.ts';
import { REMOVE_MESSAGES } from './device-sql.ts';
import { SqliteLaneStore, TAIL } from './lane-store.ts';
import { DATED, MessageRepository, UNDATED } from './message-repository.ts';
import { openDatabase } from './open-database.ts';
import {
  FakeClock,
  START,
  aCommit,
  aMessage,
  temporaryConnection,
  temporaryFolder,
} from './testing/fixtures.ts';
import { RecordModel } from './testing/record-model.ts';

const LIMITS = { waiting: 5, atOnce: 2 };
const SOURCES = [1, 2, 3];

interface Parts {
  readonly connection: Connection;
  readonly lane: SqliteLaneStore;
  readonly messages: MessageRepository;
  readonly devices: DeviceRepository;
}

function partsOn(connection: Connection): Parts {
  return {
    connection,
    lane: new SqliteLaneStore(connection, LIMITS),
    messages: new MessageRepository(connection),
    devices: new DeviceRepository(connection, new FakeClock()),
  };
}

/** The store as the next process finds it when this one is killed now. */
function afterCrash({ connection }: Parts): Parts {
  const file = join(temporaryFolder(), 'signalbox.db');
  for (const suffix of ['', '-wal']) copyFileSync(connection.file + suffix, file + suffix);
  connection.close();
  const next = new Connection(openDatabase(file), file);
  onTestFinished(() => next.close());
  return partsOn(next);
}

function withDevices(): Parts {
  const parts = partsOn(temporaryConnection().connection);
  for (const id of SOURCES) {
    parts.devices.create({ label: 'Van', deviceId: `van-${id}`, model: 'ngp_generic', keyHash: '' });
  }
  return parts;
}

function historyOf({ messages }: Parts, sourceId: number): readonly string[] {
  const bodies: string[] = [];
  let next: string | null = null;
  do {
    const page = messages.history({ sourceId, limit: 3, ...(next === null ? {} : { before: next }) });
    bodies.push(...page.list.map(({ body }) => body));
    next = page.next;
  } while (next !== null);
  return bodies;
}

async function tailOf({ lane }: Parts, sourceId: number): Promise<readonly string[]> {
  return (await lane.loadSources([sourceId])).get(sourceId)?.tail.map(({ body }) => body) ?? [];
}

const source = integer({ min: 1, max: 3 });
const records = array(record({ source, offset: option(integer({ min: -6, max: 3 }), { freq: 8 }) }), {
  minLength: 1,
  maxLength: 6,
});
const kind = <Kind extends string>(word: Kind) => constant(word);
const step = oneof(
  {
    weight: 12,
    arbitrary: record({
      kind: kind('commit'),
      records,
      replayed: nat(2),
      snapshotOf: option(source, { freq: 1 }),
    }),
  },
  { weight: 2, arbitrary: record({ kind: kind('refused'), source }) },
  { weight: 2, arbitrary: record({ kind: kind('crash') }) },
  { weight: 1, arbitrary: record({ kind: kind('remove'), source }) },
);
const steps = array(step, { maxLength: 25 });

type Step = typeof step extends Arbitrary<infer One> ? One : never;

async function commitInVain({ lane }: Parts, sourceId: number): Promise<void> {
  const messages = [0, 0.5].map((hash) => aMessage({ sourceId, hash }));
  await expect(lane.commit(aCommit({ messages }))).rejects.toThrow('REAL value');
}

/** Does the step to the store and to the model; gives the store to go on with. */
async function take(step: Step, parts: Parts, model: RecordModel): Promise<Parts> {
  switch (step.kind) {
    case 'crash':
      return afterCrash(parts);
    case 'remove':
      if (parts.devices.get(step.source) === undefined) return parts;
      parts.devices.remove(step.source);
      model.remove(step.source);
      return parts;
    case 'refused':
      await commitInVain(parts, step.source);
      return parts;
    case 'commit': {
      const fresh = step.records.map(({ source: id, offset }) => model.make(id, offset));
      await parts.lane.commit(model.commit(fresh, step.replayed, step.snapshotOf));
      return parts;
    }
  }
}

test('a source reads the same however far its places are, through faults, crashes and removals', async () => {
  await assert(
    asyncProperty(steps, async (run) => {
      const model = new RecordModel();
      let parts = withDevices();
      for (const step of run) {
        parts = await take(step, parts, model);
        for (const id of SOURCES) {
          expect(historyOf(parts, id)).toEqual(model.history(id));
          expect(await tailOf(parts, id)).toEqual(model.tail(id));
        }
      }
      parts.connection.close();
    }),
    { numRuns: 60 },
  );
});

describe('places', () => {
  const count = ({ connection }: Parts, table: string): number | undefined =>
    connection.query(`SELECT count(*) AS count FROM ${table}`, (row) => readInteger(row, 'count')).get();

  test('wait as the limits say, and a whole round moves the bound on', async () => {
    const parts = withDevices();
    const through = parts.connection.query('SELECT through_id FROM message_places_filled', (row) =>
      readInteger(row, 'through_id'),
    );
    for (let number = 1; number <= 40; number += 1) {
      const message = aMessage({ sourceId: 1 + (number % 3), messageTime: START + number, hash: number });
      await parts.lane.commit(aCommit({ messages: [message] }));
      const waiting = count(parts, 'waiting_places') ?? 0;
      expect(waiting).toBeLessThan(LIMITS.waiting + LIMITS.atOnce);
      expect(waiting + (count(parts, 'message_places') ?? 0)).toBe(number);
    }
    expect(through.get()).toBeGreaterThan(20);
    expect(through.get()).toBeLessThan(40);
  });

  test('go with their source', async () => {
    const parts = withDevices();
    const messages = Array.from({ length: 20 }, (_, hash) => aMessage({ messageTime: START + hash, hash }));
    await parts.lane.commit(aCommit({ messages }));
    parts.devices.remove(1);
    expect(count(parts, 'message_places')).toBe(0);
    expect(count(parts, 'waiting_places')).toBe(0);
  });
});

test.each<[string, string]>([
  ['tail', TAIL],
  ['history', DATED],
  ['undated history', UNDATED],
  ['removal of dated records', REMOVE_MESSAGES[0]],
  ['removal of undated records', REMOVE_MESSAGES[1]],
])('%s is answered without walking a table', (_, sql) => {
  const { connection } = temporaryConnection();
  const plan = connection.query(`EXPLAIN QUERY PLAN ${sql}`, (row) => row['detail']).all();
  const tables = plan.filter((line) => /messages|_places/.test(String(line)));
  expect(tables.length).toBeGreaterThan(0);
  for (const line of tables) expect(line).toMatch(/^SEARCH /);
});
