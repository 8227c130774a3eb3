import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { openStorage } from './storage.ts';
import type { Storage } from './storage.ts';
import { FakeClock, aCommit, aMessage, temporaryConnection, temporaryFolder } from './testing/fixtures.ts';

const FIXTURES = fileURLToPath(new URL('migrations/fixtures', import.meta.url));
const fixtures = readdirSync(FIXTURES).sort();

const COLUMNS = `
SELECT t.name || '.' || c.name || ' ' || c.type || c."notnull" || coalesce(c.dflt_value, '') AS line
FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%' ORDER BY line`;

/** `rows` closes the storage and asks the file. */
function openFixture(name: string, change = ''): Storage & { rows: (sql: string) => unknown[] } {
  const file = join(temporaryFolder(), 'signalbox.db');
  const old = new DatabaseSync(file);
  old.exec(readFileSync(join(FIXTURES, name), 'utf8'));
  old.exec(change);
  old.close();
  const storage = openStorage({ file, clock: new FakeClock() });
  const rows = (sql: string): unknown[] => {
    storage.close();
    const database = new DatabaseSync(file);
    const found = database.prepare(sql).all();
    database.close();
    return found;
  };
  return { ...storage, rows };
}

test('steps are numbered from 1 without gaps and each has a fixture', () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  expect(fixtures).toEqual(MIGRATIONS.map(({ version }) => `${String(version).padStart(4, '0')}.sql`));
});

describe.each(fixtures)('a database as in fixture %s', (name) => {
  test('has the tables of a new one once it is opened', () => {
    const fresh = temporaryConnection().connection.query(COLUMNS, (row) => ({ line: row['line'] }));
    expect(openFixture(name).rows(COLUMNS)).toEqual(fresh.all());
  });

  test('gives everything that it held', async () => {
    const storage = openFixture(name);
    expect(storage.devices.list().map(({ label, clone }) => [label, clone])).toEqual([
      ["Ada's van", false],
      ['Van for the customer', true],
    ]);
    expect(storage.devices.keyHashOf('356307042441013')?.keyHash).toBe('key-hash');
    expect(storage.flows.get(1)?.document.title).toBe('Speeding at night');
    expect(storage.flows.current().map(({ document }) => document.title)).toEqual(['Speeding']);
    expect(storage.geofences.get(1)?.label).toBe('Yard');
    const source = (await storage.lane.loadSources([1])).get(1);
    expect(source?.snapshot).toEqual({ attributes: { speed: 0 } });
    expect(source?.tail.map(({ body }) => body)).toEqual(['{"speed":90}']);
    const history = storage.messages.history({ sourceId: 1, limit: 9 }).list;
    expect(history.map(({ id, timeliness }) => [id, timeliness])).toEqual([
      [2, 'live'],
      [1, 'live'],
      [3, 'late'],
      [4, 'no_time'],
    ]);
    expect(source?.nodeStates).toEqual([{ flowId: 1, nodeId: 2, state: { last: false }, meaning: 0 }]);
    expect(storage.deliveries.get('c1')?.timeline.map(({ state }) => state)).toEqual(['queued', 'sending']);
    const owner = storage.access.users.byLogin('owner');
    expect(storage.access.sessions.find('session-hash')?.userId).toBe(owner?.id);
    expect(storage.access.apiKeys.byHash('api-key-hash')?.rights).toEqual(['flows_read']);
    expect(storage.settings.get('time_zone')).toBe('Europe/Berlin');
    expect(storage.audit.list({ limit: 9 }).list.map(({ action }) => action)).toEqual(['flow.publish']);
    storage.close();
  });
});

test.each(fixtures.filter((name) => name >= '0002.sql'))(
  'a database as in fixture %s keeps output controls and LED states',
  (name) => {
    const storage = openFixture(name);
    expect(storage.outputControls.get(1, 1)?.config).toEqual({ command: 'cpureset', reliable: true });
    expect(storage.leds.get(1)).toEqual({ value: true, acknowledgedAt: 1_700_000_013_000 });
    storage.close();
  },
);

test('the ids of removed records are not given again after the tables are made anew', async () => {
  const storage = openFixture('0002.sql', 'DELETE FROM messages');
  await storage.lane.commit(aCommit({ messages: [aMessage()] }));
  expect(storage.messages.history({ sourceId: 1, limit: 1 }).list[0]?.id).toBe(5);
  storage.close();
});

test.each(fixtures.filter((name) => name >= '0004.sql'))(
  'a database as in fixture %s keeps the timers of nodes',
  async (name) => {
    const storage = openFixture(name);
    expect(await storage.lane.dueTimers(1_700_000_060_000, 9)).toEqual([
      {
        sourceId: 1,
        flowId: 1,
        nodeId: 2,
        name: 'count',
        at: 1_700_000_060_000,
        timeliness: 'live',
        meaning: 77,
      },
    ]);
    storage.close();
  },
);

test.each(fixtures.filter((name) => name >= '0005.sql'))(
  'a database as in fixture %s keeps the records in quarantine',
  (name) => {
    const storage = openFixture(name);
    expect(storage.rows('SELECT * FROM quarantined_records')).toEqual([
      {
        id: 1,
        source_id: 1,
        received_at: 1_700_000_015_000,
        message_time: 1_700_000_014_000,
        hash: 77,
        body: '{"speed":99}',
        reason: 'TypeError: a bug',
      },
    ]);
  },
);

test.each(fixtures.filter((name) => name >= '0006.sql'))(
  'a database as in fixture %s keeps how old a device’s records may be',
  (name) => {
    const storage = openFixture(name);
    expect(storage.devices.get(1)?.source.timeliness).toEqual({
      max_live_age_s: 900,
      max_ahead_s: 600,
      correct_week_rollover: false,
    });
    storage.close();
  },
);

test('a database as in fixture 0013.sql keeps the traces of flows', () => {
  const storage = openFixture('0013.sql');
  expect(storage.traces.list({ limit: 9 }).list).toMatchObject([{ id: 1, trackerId: 1, outcome: 'fired' }]);
  expect(storage.traces.idOfEffect('c1')).toBe(1);
  storage.close();
});

test.each(fixtures.filter((name) => name >= '0014.sql'))(
  'a database as in fixture %s keeps secrets',
  (name) => {
    const storage = openFixture(name);
    expect(storage.secrets.list()).toEqual([{ name: 'TOKEN', updatedAt: 1_700_000_000_000 }]);
    expect(storage.secrets.sealed('TOKEN')).toEqual(Uint8Array.of(1, 2));
    storage.close();
  },
);

test('webhooks that wait are found by where they go', async () => {
  const insert = (id: string, url: string): string => `
    INSERT INTO deliveries (id, kind, state, open, attempts, updated_at, spec, timers)
    VALUES ('${id}', 'webhook', 'queued', 1, 0, 0, '{"kind":"webhook","request":{"url":"${url}"}}', '{}');`;
  const change = insert('w1', 'https://a.test/x/y') + insert('w2', 'http://b.test:81');
  const storage = openFixture('0005.sql', change);
  expect(await storage.lane.deliveries.waitingReceivers()).toEqual(['http://b.test:81', 'https://a.test']);
  storage.close();
});
test.each(fixtures.filter((name) => name >= '0008.sql'))(
  'a database as in fixture %s keeps where a flow is paused',
  async (name) => {
    const storage = openFixture(name);
    expect(await storage.lane.pausedRates(1)).toEqual([
      {
        sourceId: 1,
        flowId: 1,
        flowVersion: 1,
        windowAt: 1_700_000_000_000,
        effects: 600,
        pausedAt: 1_700_000_010_000,
        dropped: 7,
      },
    ]);
    storage.close();
  },
);

test.each(fixtures.filter((name) => name >= '0010.sql'))(
  'a database as in fixture %s keeps what steps of deliveries tell, and what was discarded',
  (name) => {
    const storage = openFixture(name);
    expect(storage.deliveries.get('c1')?.timeline.at(-1)?.note).toEqual({
      answer: { status: 'HTTP 503', text: 'busy' },
    });
    expect(storage.deliveries.get('c2')?.discardedAt).toBe(1_700_000_020_000);
    storage.close();
  },
);

test.each(fixtures.filter((name) => name >= '0011.sql'))(
  'a database as in fixture %s keeps how far sweeps are',
  async (name) => {
    const storage = openFixture(name);
    expect(await storage.lane.sweeps()).toEqual([
      { flowId: 1, nodeId: 2, meaning: 77, at: 1_700_000_040_000, through: 1, movedAt: 1_700_000_041_000 },
    ]);
    storage.close();
  },
);

test.each(fixtures.filter((name) => name >= '0012.sql'))(
  'a database as in fixture %s keeps from where something was done',
  (name) => {
    const storage = openFixture(name);
    expect(storage.audit.list({ limit: 1 }).list[0]?.address).toBe('192.0.2.7');
    storage.close();
  },
);

test.each(fixtures.filter((name) => name >= '0015.sql'))(
  'a database as in fixture %s keeps who saved and published a flow',
  (name) => {
    const storage = openFixture(name);
    expect(storage.flows.get(1)).toMatchObject({ savedAt: 1_700_000_005_000, savedBy: 'Ada' });
    expect(storage.flows.version(1, 1)).toMatchObject({ publishedBy: 'Grace', note: 'Only at night' });
    storage.close();
  },
);

test('a draft of before its authors were noted was saved when the flow last changed', () => {
  const storage = openFixture('0014.sql');
  expect(storage.flows.get(1)).toMatchObject({ savedAt: 1_700_000_006_000, savedBy: null });
  expect(storage.flows.version(1, 1)?.publishedBy).toBeNull();
  storage.close();
});

describe('steps', () => {
  const first = { version: 1, sql: 'CREATE TABLE one (id)' };
  const second = { version: 2, sql: 'CREATE TABLE two (id); INSERT INTO one VALUES (2)' };
  const tables = 'SELECT name FROM sqlite_schema ORDER BY name';

  test('run once each, in order', () => {
    const database = new DatabaseSync(':memory:');
    migrate(database, 'file', [first]);
    migrate(database, 'file', [first, second]);
    migrate(database, 'file', [first, second]);
    expect(database.prepare('SELECT count(*) AS rows FROM one').get()?.['rows']).toBe(1);
    expect(database.prepare('PRAGMA user_version').get()?.['user_version']).toBe(2);
  });

  test('leave the version before when one fails', () => {
    const database = new DatabaseSync(':memory:');
    const broken = { version: 2, sql: 'CREATE TABLE two (id); INSERT INTO missing VALUES (1)' };
    expect(() => migrate(database, 'file', [first, broken])).toThrow('no such table: missing');
    expect(database.prepare('PRAGMA user_version').get()?.['user_version']).toBe(1);
    expect(database.prepare(tables).all()).toEqual([{ name: 'one' }]);
  });
});
