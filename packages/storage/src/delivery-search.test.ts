import type { Delivery } from '@signalbox/delivery';
import { expect, test } from 'vitest';
import type { DeliveryFilter } from './delivery-search.ts';
import { LOOKED_AT, stretchSql } from './delivery-search.ts';
import type { Storage } from './storage.ts';
import {
  START,
  aCommandSpec,
  aCommit,
  aDelivery,
  aWebhookSpec,
  temporaryConnection,
  temporaryStorage,
} from './testing/fixtures.ts';

const { request } = aWebhookSpec('');

function webhook(id: string, url: string, parts: Partial<Delivery> = {}): Delivery {
  const spec = aWebhookSpec(id, {
    request: { ...request, url },
    origin: { flowId: 3, flowVersion: 1, nodeId: Number(id.slice(1)), sourceId: 1 },
  });
  return aDelivery({ spec, state: 'delivered', ...parts });
}

async function filled(): Promise<Storage> {
  const storage = temporaryStorage();
  const deliveries = [
    webhook('w1', 'https://example.com/door?key=hunter2', { state: 'exhausted', reason: 'HTTP 500: Busy' }),
    webhook('w2', 'https://EXAMPLE.com:8443/door'),
    webhook('w3', 'https://example.com.evil.test/door'),
    webhook('w4', 'https://other.test#example.com'),
    webhook('w8', 'https://robot:hunter2@Gate.test:8443/open?at=example.com'),
    webhook('w9', 'https://gate.test/@example.com/'),
    aDelivery({ spec: aCommandSpec('c5', { createdAt: START + 5 }), state: 'expired' }),
    aDelivery({ spec: aCommandSpec('c6', { createdAt: START + 6 }), state: 'confirmed' }),
    aDelivery({ spec: aCommandSpec('c7', { createdAt: START + 7 }), state: 'cancelled' }),
  ];
  await storage.lane.commit(aCommit({ deliveries }));
  return storage;
}

test.each<[string, DeliveryFilter, string[]]>([
  ['a kind', { kind: 'command' }, ['c7', 'c6', 'c5']],
  ['a node', { nodeId: 2 }, ['w2']],
  ['a host', { host: 'example.com' }, ['w2', 'w1']],
  ['a host with a port', { host: 'example.com:8443' }, ['w2']],
  ['a time span, its end left out', { from: START + 5, to: START + 7 }, ['c6', 'c5']],
  ['a part of the reason, whatever the case', { text: 'busy' }, ['w1']],
  ['a part of the address', { text: 'evil' }, ['w3']],
  ['a part of the id', { text: 'C7' }, ['c7']],
  ['a part of the command', { text: 'set_output' }, ['c7', 'c6', 'c5']],
  ['a host behind a user', { host: 'gate.test:8443' }, ['w8']],
  ['a host, with and without a user', { host: 'GATE.test' }, ['w9', 'w8']],
  ['a host and half a port', { host: 'gate.test:84' }, []],
  ['a part of a host', { host: 'gate' }, []],
  ['a part of the address behind a user', { text: '//gate.test:8443/op' }, ['w8']],
  ['who is named in an address', { text: 'robot' }, []],
  ['what stands in the query of an address', { text: 'hunter2' }, []],
  ['signs that mean something to SQL', { text: '%' }, []],
  ['being dead', { dead: true }, ['c5', 'w1']],
  ['being dead, of a flow', { dead: true, flowId: 3 }, ['w1']],
  ['being dead, in a state', { dead: true, state: 'expired' }, ['c5']],
])('deliveries are found by %s', async (_, filter, expected) => {
  const { deliveries } = await filled();
  expect(deliveries.list({ ...filter, limit: 9 }).list.map(({ id }) => id)).toEqual(expected);
});

test('what is discarded or sent again is dead no more, and stays in the history', async () => {
  const { deliveries } = await filled();
  expect(deliveries.discard(['w1', 'w1', 'missing'], START + 9)).toBe(1);
  deliveries.markRedriven('c5', 'c8');
  expect(deliveries.list({ dead: true, limit: 9 }).list).toEqual([]);
  expect(deliveries.get('w1')).toMatchObject({ discardedAt: START + 9, state: 'exhausted' });
  expect(deliveries.get('c5')).toMatchObject({ redrivenAs: 'c8' });
});

test('what is under way cannot be discarded', async () => {
  const storage = temporaryStorage();
  await storage.lane.commit(aCommit({ deliveries: [aDelivery()] }));
  expect(storage.deliveries.discard(['c1'], START)).toBe(0);
});

test('a search for what is rare stops after a bounded number of rows and goes on from there', async () => {
  const storage = temporaryStorage();
  const rare = aDelivery({ spec: aCommandSpec('rare'), state: 'expired', reason: 'needle' });
  const common = Array.from({ length: LOOKED_AT }, (_, n) => webhook(`w${n}`, 'https://example.com/'));
  await storage.lane.commit(aCommit({ deliveries: [rare, ...common] }));

  const first = storage.deliveries.list({ text: 'needle', limit: 9 });
  expect(first.list).toEqual([]);
  const rest = storage.deliveries.list({ text: 'needle', limit: 9, before: first.next ?? '' });
  expect(rest.list.map(({ id }) => id)).toEqual(['rare']);
  expect(rest.next).toBeNull();
});

test.each([
  ['source', 'deliveries_by_source'],
  ['flow', 'deliveries_by_flow'],
  ['state', 'deliveries_by_state'],
  ['dead', 'deliveries_dead'],
] as const)('the rows of %s are looked at in order of the index %s', (stretch, index) => {
  const { connection } = temporaryConnection();
  const plan = connection
    .query(`EXPLAIN QUERY PLAN ${stretchSql(stretch)}`, (row) => row['detail'])
    .all()
    .join('\n');
  expect(plan).toContain(index);
  expect(plan).not.toContain('TEMP B-TREE');
});

test('a step keeps what it has to tell; of very many steps the last are kept', async () => {
  const { lane, deliveries } = temporaryStorage();
  const note = { answer: { status: 'HTTP 503', text: 'busy' }, retryAt: START + 1000 };
  await lane.commit(aCommit({ deliveries: [aDelivery({ state: 'backing_off', note })] }));
  expect(deliveries.get('c1')?.timeline).toMatchObject([{ state: 'backing_off', note }]);

  for (let attempts = 1; attempts <= 210; attempts += 1) {
    await lane.commit(aCommit({ deliveries: [aDelivery({ state: 'sending', attempts })] }));
  }
  const timeline = deliveries.get('c1')?.timeline ?? [];
  expect(timeline).toHaveLength(200);
  expect(timeline.at(-1)).toMatchObject({ attempts: 210, note: {} });
});
