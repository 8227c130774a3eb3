import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { StoredTrace } from '@signalbox/runtime';
import { openStorage } from './storage.ts';
import {
  FakeClock,
  START,
  aTrace,
  aVisit,
  temporaryConnection,
  temporaryFolder,
} from './testing/fixtures.ts';
import { TraceRepository, listSql } from './trace-repository.ts';

function repository(kept?: number) {
  const { connection, execute } = temporaryConnection();
  return { traces: new TraceRepository(connection, kept), connection, execute };
}

/** Traces a second apart. */
function inARow(count: number, parts: Partial<StoredTrace> = {}): StoredTrace[] {
  return Array.from({ length: count }, (_, index) => aTrace({ at: START + index * 1000, ...parts }));
}

function seconds(list: readonly StoredTrace[]): number[] {
  return list.map(({ at }) => (at - START) / 1000);
}

function visitWith(effectId: string, unsent: 'not_needed' | null = null): StoredTrace['body'] {
  return { ...aTrace().body, visits: [aVisit({ effects: [{ id: effectId, kind: 'command', unsent }] })] };
}

test('traces come back as they were written, also after the file was closed', async () => {
  const file = join(temporaryFolder(), 'signalbox.db');
  const clock = new FakeClock();
  const first = openStorage({ file, clock });
  const trace = aTrace({ turned: true, messageTime: null, timeliness: 'no_time', body: visitWith('e1') });
  await first.traces.write([trace]);
  first.close();
  const second = openStorage({ file, clock });
  expect(second.traces.get(1)).toEqual({ ...trace, id: 1, trackerId: null });
  second.close();
});

test('the last ones of each flow, source and outcome are kept, and as many that went another way', async () => {
  const { traces } = repository(3);
  await traces.write(inARow(5, { turned: true }));
  await traces.write(inARow(5));
  await traces.write(inARow(5, { outcome: 'fired' }));
  await traces.write(inARow(5, { sourceId: 2 }));
  const of = (query: object): number[] => seconds(traces.list({ limit: 99, ...query }).list);
  expect(of({ sourceId: 1, outcome: 'not_fired' })).toEqual([4, 3, 2, 4, 3, 2]);
  expect(of({ sourceId: 1, outcome: 'fired' })).toEqual([4, 3, 2]);
  expect(of({ sourceId: 2 })).toEqual([4, 3, 2]);
});

test.each([{ flowId: 1 }, { sourceId: 1 }, { flowId: 1, sourceId: 1 }, {}])(
  'traces nearest to a moment are found by %j',
  async (filter) => {
    const { traces } = repository();
    await traces.write(inARow(9));
    const around = (limit: number): number[] => seconds(traces.around(START + 4500, { ...filter, limit }));
    expect(around(1)).toEqual([4]);
    expect(around(4)).toEqual([6, 5, 4, 3]);
    expect(around(5)).toEqual([6, 5, 4, 3, 2]);
  },
);

test('the traces in which a node ran are found by it', async () => {
  const { traces } = repository();
  const ran = (...ids: number[]): StoredTrace['body'] => {
    return { ...aTrace().body, visits: ids.map((id) => aVisit({ node_id: id })) };
  };
  await traces.write([
    aTrace({ body: ran(1, 2) }),
    aTrace({ body: ran(1) }),
    aTrace({ body: ran(1, 2), sourceId: 2 }),
    aTrace({ body: ran(1, 2), flowId: 2 }),
    aTrace({ body: ran(1, 2), outcome: 'fired' }),
  ]);
  const of = (query: object): number[] =>
    traces.list({ sourceId: 1, flowId: 1, limit: 9, ...query }).list.map(({ id }) => id);
  expect(of({ nodeId: 2 })).toEqual([5, 1]);
  expect(of({ nodeId: 1, limit: 2 })).toEqual([5, 2]);
  expect(of({ nodeId: 2, outcome: 'fired' })).toEqual([5]);
  expect(of({ nodeId: 3 })).toEqual([]);
});

test('a node is looked for in the traces of its source and flow only', () => {
  const { connection } = repository();
  const plan = connection
    .query(`EXPLAIN QUERY PLAN ${listSql('node')}`, (row) => String(row['detail']))
    .all();
  const first = plan.find((step) => step.includes('traces'));
  expect(first).toMatch(/^SEARCH traces USING INDEX \w+ \(source_id=\? AND flow_id=\?/u);
});

test('a trace has an entry in those indexes only that questions go by', () => {
  const { connection } = repository();
  const indexes = connection
    .query(
      `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'traces'`,
      (row) => row['name'],
    )
    .all();
  const plans = (['node', 'source', 'flow', 'none'] as const).flatMap((filter) =>
    connection.query(`EXPLAIN QUERY PLAN ${listSql(filter)}`, (row) => String(row['detail'])).all(),
  );
  expect(indexes).toHaveLength(2);
  for (const index of indexes) expect(plans.join()).toContain(`USING INDEX ${String(index)}`);
});

test('a delivery is led back to the trace of what caused it, while that is kept', async () => {
  const { traces } = repository(1);
  await traces.write([
    aTrace({ body: visitWith('e1') }),
    aTrace({ sourceId: 2, body: visitWith('e2', 'not_needed') }),
  ]);
  expect([traces.idOfEffect('e1'), traces.idOfEffect('e2')]).toEqual([1, undefined]);
  await traces.write([aTrace()]);
  expect(traces.idOfEffect('e1')).toBeUndefined();
});

test('a trace of a shape that is not known is not shown', async () => {
  const { traces, execute } = repository();
  await traces.write([aTrace()]);
  execute('UPDATE traces SET shape = 99');
  expect([traces.list({ limit: 9 }).list, traces.get(1)]).toEqual([[], undefined]);
});

test('commits after a trace wait for the disk again, also when the trace could not be written', async () => {
  const { traces, execute, connection } = repository();
  const synchronous = (): unknown =>
    connection.query('PRAGMA synchronous', (row) => row['synchronous']).get();
  await traces.write([aTrace()]);
  expect(synchronous()).toBe(2);
  execute('DROP TABLE trace_effects');
  await expect(traces.write([aTrace({ body: visitWith('e1') })])).rejects.toThrow('trace_effects');
  expect([synchronous(), traces.list({ limit: 9 }).list.length]).toEqual([2, 1]);
});
