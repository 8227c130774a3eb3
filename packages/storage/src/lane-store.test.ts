import { StoreUnavailable } from '@signalbox/runtime';
import type { StoredMessage } from '@signalbox/runtime';
import { array, assert, asyncProperty, boolean, integer, nat, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SqliteLaneStore } from './lane-store.ts';
import {
  START,
  aCommit,
  aDelivery,
  aMessage,
  temporaryConnection,
  temporaryStorage,
} from './testing/fixtures.ts';

const at = (offset: number, parts: Partial<StoredMessage> = {}): StoredMessage =>
  aMessage({ messageTime: START + offset, hash: offset, ...parts });
const state = (sourceId: number, value: number | null) => ({
  sourceId,
  flowId: 3,
  nodeId: 4,
  state: value,
  meaning: 9,
});

describe('messages', () => {
  test('a source is loaded as its records, oldest first, until it has a snapshot', async () => {
    const { lane } = temporaryStorage();
    const messages = [
      aMessage(),
      aMessage({ messageTime: START + 1, timeliness: 'delayed', written: { a: { value: [1] } } }),
    ];
    await lane.commit(aCommit({ messages }));
    expect(await lane.loadSources([1])).toEqual(
      new Map([[1, { snapshot: null, tail: messages, nodeStates: [], rates: [] }]]),
    );
  });

  test('a source that has nothing is absent', async () => {
    const { lane } = temporaryStorage();
    await lane.commit(aCommit({ messages: [aMessage({ timeliness: 'late' })] }));
    expect(await lane.loadSources([1, 2])).toEqual(new Map());
  });

  test('the tail holds what moved the attributes after the snapshot', async () => {
    const { lane } = temporaryStorage();
    await lane.commit(
      aCommit({ messages: [at(1), at(2)], snapshots: [{ sourceId: 1, snapshot: { n: 1 } }] }),
    );
    const sameTime = at(2, { hash: 99 });
    const late = at(0, { timeliness: 'late' });
    const future = at(9_999_999, { timeliness: 'future' });
    await lane.commit(aCommit({ messages: [sameTime, late, future, at(3), at(4, { sourceId: 2 })] }));
    const loaded = await lane.loadSources([1]);
    expect(loaded.get(1)).toEqual({ snapshot: { n: 1 }, tail: [sameTime, at(3)], nodeStates: [], rates: [] });
  });

  test('a snapshot without a record of its own keeps the place of the one before', async () => {
    const { lane } = temporaryStorage();
    await lane.commit(aCommit({ snapshots: [{ sourceId: 1, snapshot: 1 }] }));
    await lane.commit(aCommit({ messages: [aMessage()] }));
    await lane.commit(aCommit({ snapshots: [{ sourceId: 1, snapshot: 2 }] }));
    expect((await lane.loadSources([1])).get(1)).toEqual({
      snapshot: 2,
      tail: [],
      nodeStates: [],
      rates: [],
    });
  });

  test('a replayed record is kept once, one without a usable time each time', async () => {
    const { lane, messages } = temporaryStorage();
    const undated = aMessage({ messageTime: null, timeliness: 'no_time' });
    for (const _ of [1, 2]) await lane.commit(aCommit({ messages: [aMessage(), undated] }));
    const times = messages.history({ sourceId: 1, limit: 10 }).list.map((message) => message.messageTime);
    expect(times).toEqual([START, null, null]);
  });

  test.each([0, 2 ** 51 + 1, Number.MAX_SAFE_INTEGER])(
    'a record with hash %d is known again',
    async (hash) => {
      const { lane } = temporaryStorage();
      await lane.commit(aCommit({ messages: [aMessage({ hash })] }));
      const known = await lane.findKnown([
        { sourceId: 1, messageTime: START, hash: hash - 1 },
        { sourceId: 1, messageTime: START, hash },
        { sourceId: 2, messageTime: START, hash },
        { sourceId: 1, messageTime: START + 1, hash },
      ]);
      expect(known).toEqual(new Set([1]));
    },
  );

  test('any run of commits loads as the last snapshot and what followed it', async () => {
    const step = record({
      sourceId: integer({ min: 1, max: 3 }),
      pause: nat(2),
      snapshot: boolean(),
    });
    await assert(
      asyncProperty(array(step, { maxLength: 30 }), async (steps) => {
        const lane = new SqliteLaneStore(temporaryConnection().connection);
        const expected = new Map<number, { snapshot: number | null; tail: StoredMessage[] }>();
        let time = START;
        for (const [index, { sourceId, pause, snapshot }] of steps.entries()) {
          time += pause;
          const message = aMessage({ sourceId, messageTime: time, hash: index });
          const snapshots = snapshot ? [{ sourceId, snapshot: index }] : [];
          await lane.commit(aCommit({ messages: [message], snapshots }));
          const before = expected.get(sourceId) ?? { snapshot: null, tail: [] };
          const after = { ...before, tail: [...before.tail, message] };
          expected.set(sourceId, snapshot ? { snapshot: index, tail: [] } : after);
        }
        const loaded = await lane.loadSources([1, 2, 3]);
        expect([...loaded].map(([id, { snapshot, tail }]) => [id, { snapshot, tail }])).toEqual(
          [...expected].sort(([a], [b]) => a - b),
        );
      }),
      { numRuns: 20 },
    );
  });
});

test('the latest state of a node is kept per source', async () => {
  const { lane } = temporaryStorage();
  await lane.commit(aCommit({ nodeStates: [state(1, 1), state(2, 5), state(1, null)] }));
  const loaded = await lane.loadSources([1, 2]);
  expect(loaded.get(1)?.nodeStates).toEqual([{ flowId: 3, nodeId: 4, state: null, meaning: 9 }]);
  expect(loaded.get(2)?.nodeStates).toEqual([{ flowId: 3, nodeId: 4, state: 5, meaning: 9 }]);
});

describe('timers of nodes', () => {
  const timer = (name: string, time: number | null) => ({
    sourceId: 1,
    flowId: 3,
    nodeId: 4,
    name,
    at: time,
    timeliness: 'live' as const,
    meaning: 9,
  });

  test('come due earliest first, as many as asked for', async () => {
    const { lane } = temporaryStorage();
    expect(await lane.nextTimerAt()).toBeNull();
    await lane.commit(aCommit({ timers: [timer('c', 30), timer('a', 10), timer('b', 20)] }));
    expect(await lane.nextTimerAt()).toBe(10);
    expect(await lane.dueTimers(20, 9)).toEqual([timer('a', 10), timer('b', 20)]);
    expect(await lane.dueTimers(30, 1)).toEqual([timer('a', 10)]);
  });

  test('are replaced by name and gone when cancelled', async () => {
    const { lane } = temporaryStorage();
    await lane.commit(aCommit({ timers: [timer('a', 10), timer('b', 20)] }));
    await lane.commit(aCommit({ timers: [timer('a', 40), timer('b', null), timer('never set', null)] }));
    expect(await lane.dueTimers(99, 9)).toEqual([timer('a', 40)]);
  });
});

test('how far sweeps are is kept by node, replaced, and gone when its time is', async () => {
  const { lane } = temporaryStorage();
  const sweep = { flowId: 3, nodeId: 4, meaning: 9, at: 10, through: 500, movedAt: 11 };
  const other = { ...sweep, flowId: 1, through: null };
  await lane.commit(aCommit({ sweeps: [sweep, other] }));
  expect(await lane.sweeps()).toEqual([other, sweep]);
  await lane.commit(
    aCommit({
      sweeps: [
        { ...sweep, through: 900 },
        { ...other, at: null },
      ],
    }),
  );
  expect(await lane.sweeps()).toEqual([{ ...sweep, through: 900 }]);
});

describe('a store that cannot write', () => {
  const faults = [
    ['a full disk', 'PRAGMA max_page_count = 1', 'PRAGMA max_page_count = 1000000', 'the disk is full'],
    ['a file that became read-only', 'PRAGMA query_only = 1', 'PRAGMA query_only = 0', 'cannot be written'],
  ] as const;

  test.each(faults)('%s refuses the whole commit and takes the next', async (_, fault, remedy, words) => {
    const { connection, execute } = temporaryConnection();
    const lane = new SqliteLaneStore(connection);
    const first = aMessage({ hash: 1, body: 'x'.repeat(100_000) });
    execute(fault);
    const refused = lane.commit(aCommit({ messages: [aMessage(), first], deliveries: [aDelivery()] }));
    await expect(refused).rejects.toThrow(StoreUnavailable);
    await expect(refused).rejects.toThrow(words);
    expect(await lane.loadSources([1])).toEqual(new Map());

    execute(remedy);
    await lane.commit(aCommit({ messages: [first] }));
    expect((await lane.loadSources([1])).get(1)?.tail).toEqual([first]);
  });

  test('a fault in the commit itself is no reason to try again, and nothing of it is kept', async () => {
    const { connection } = temporaryConnection();
    const lane = new SqliteLaneStore(connection);
    const wrong = aMessage({ hash: 0.5 });
    const refused = lane.commit(aCommit({ messages: [aMessage(), wrong] }));
    await expect(refused).rejects.not.toThrow(StoreUnavailable);
    expect(await lane.loadSources([1])).toEqual(new Map());
    await lane.commit(aCommit({ messages: [aMessage()] }));
  });
});
