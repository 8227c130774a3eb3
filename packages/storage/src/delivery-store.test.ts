import type { Delivery, DeliveryState, WebhookSpec } from '@signalbox/delivery';
import { DELIVERY_STATES, END_STATES } from '@signalbox/delivery';
import { expect, test } from 'vitest';
import { QUESTIONS } from './delivery-store.ts';
import { QUEUE_QUESTIONS } from './webhook-queue.ts';
import {
  START,
  aCommandSpec,
  aCommit,
  aDelivery,
  aWebhookSpec,
  temporaryConnection,
  temporaryStorage,
} from './testing/fixtures.ts';

const inState = (state: DeliveryState): Delivery => aDelivery({ spec: aCommandSpec(state), state });
const to = (url: string): Partial<WebhookSpec> => ({ request: { ...aWebhookSpec('').request, url } });
const from = (sourceId: number): Partial<WebhookSpec> => ({
  origin: { flowId: 3, flowVersion: 1, nodeId: 4, sourceId },
});
const ids = (deliveries: readonly Delivery[]): string[] => deliveries.map(({ spec }) => spec.id);

test('a delivery comes back as it was saved', async () => {
  const { lane } = temporaryStorage();
  const command = aDelivery({ timers: { ttl: START + 5 }, sentAt: START, reason: 'sent', attempts: 1 });
  const webhook = aDelivery({ spec: aWebhookSpec('w1'), snapshot: undefined });
  await lane.commit(aCommit({ deliveries: [command, webhook] }));
  expect(await lane.deliveries.get(['c1', 'missing', 'w1'])).toEqual(
    new Map([
      ['c1', command],
      ['w1', webhook],
    ]),
  );
});

test('a delivery with a known id is brought to its new state', async () => {
  const { lane } = temporaryStorage();
  await lane.commit(aCommit({ deliveries: [aDelivery()] }));
  const redriven = aDelivery({
    spec: aCommandSpec('c1', { expiresAt: START + 1 }),
    state: 'sending',
    attempts: 1,
  });
  await lane.commit(aCommit({ deliveries: [redriven] }));
  expect((await lane.deliveries.get(['c1'])).get('c1')).toEqual(redriven);
});

test('open commands are those of the source that have not ended, oldest first', async () => {
  const { lane } = temporaryStorage();
  const elsewhere = aDelivery({ spec: aCommandSpec('elsewhere', { targetSourceId: 2 }) });
  const webhook = aDelivery({ spec: aWebhookSpec('webhook') });
  await lane.commit(aCommit({ deliveries: [elsewhere, webhook, ...DELIVERY_STATES.map(inState)] }));
  const ended: readonly DeliveryState[] = END_STATES;
  const open = DELIVERY_STATES.filter((state) => !ended.includes(state));
  expect(ids(await lane.deliveries.openCommands([1]))).toEqual(open);
  expect(ids(await lane.deliveries.openCommands([1, 2]))).toEqual(['elsewhere', ...open]);
});

test('deliveries are due by their earliest timer, earliest first, until they end', async () => {
  const { lane } = temporaryStorage();
  const deliveries = [
    aDelivery({ spec: aCommandSpec('late'), timers: { ttl: START + 30, retry: START + 20 } }),
    aDelivery({ spec: aCommandSpec('early'), timers: { ttl: START + 10 } }),
    aDelivery({ spec: aCommandSpec('ended'), timers: { ttl: START + 1 }, state: 'confirmed' }),
    aDelivery({ spec: aCommandSpec('untimed') }),
  ];
  expect(await lane.deliveries.nextDueAt()).toBeNull();
  await lane.commit(aCommit({ deliveries }));
  expect(await lane.deliveries.nextDueAt()).toBe(START + 10);
  expect(ids(await lane.deliveries.due(START + 9, 10))).toEqual([]);
  expect(ids(await lane.deliveries.due(START + 20, 10))).toEqual(['early', 'late']);
  expect(ids(await lane.deliveries.due(START + 20, 1))).toEqual(['early']);
});

test('receivers are those for which webhooks are queued', async () => {
  const { lane } = temporaryStorage();
  const waiting = aDelivery({ spec: aWebhookSpec('w0', to('https://c.test/')), state: 'backing_off' });
  const queued = ['https://b.test/x', 'https://a.test/', 'https://b.test/y', 'nowhere'];
  const deliveries = queued.map((url) => aDelivery({ spec: aWebhookSpec(url, to(url)) }));
  await lane.commit(aCommit({ deliveries: [waiting, ...deliveries, aDelivery()] }));
  expect(await lane.deliveries.waitingReceivers()).toEqual(['', 'https://a.test', 'https://b.test']);
});

test.each([
  { limit: 9, after: 0, expected: ['1a', '2a', '3a', '1b', '3b', '1c'] },
  { limit: 4, after: 0, expected: ['1a', '2a', '3a', '1b'] },
  { limit: 2, after: 0, expected: ['1a', '2a'] },
  { limit: 2, after: 2, expected: ['3a', '1a'] },
  { limit: 5, after: 3, expected: ['1a', '2a', '3a', '1b', '3b'] },
  { limit: 1, after: 9, expected: ['1a'] },
])('$limit webhooks after source $after: its sources in turn, the oldest first', async (row) => {
  const { lane } = temporaryStorage();
  const deliveries = ['1a', '1b', '1c', '3a', '3b', '2a'].map((id) =>
    aDelivery({ spec: aWebhookSpec(id, from(Number(id[0]))) }),
  );
  const gone = aDelivery({ spec: aWebhookSpec('2b', from(2)), state: 'sending' });
  const elsewhere = aDelivery({ spec: aWebhookSpec('2c', { ...from(2), ...to('https://b.test/') }) });
  await lane.commit(aCommit({ deliveries: [...deliveries, gone, elsewhere] }));
  const { limit, after, expected } = row;
  const receiver = 'https://example.com';
  expect(ids(await lane.deliveries.queuedWebhooks({ receiver, limit, after }))).toEqual(expected);
});

test('a webhook about no device waits like any other', async () => {
  const { lane } = temporaryStorage();
  await lane.commit(aCommit({ deliveries: [aDelivery({ spec: aWebhookSpec('w', { origin: null }) })] }));
  const ask = { receiver: 'https://example.com', limit: 2, after: 5 };
  expect(ids(await lane.deliveries.queuedWebhooks(ask))).toEqual(['w']);
});

test('deliveries that were being sent when the process stopped are found', async () => {
  const { lane } = temporaryStorage();
  await lane.commit(aCommit({ deliveries: DELIVERY_STATES.map(inState) }));
  expect(ids(await lane.deliveries.interrupted())).toEqual(['sending', 'awaiting_reply']);
});

test('devices with open commands and webhooks that are held are found part by part', async () => {
  const { lane } = temporaryStorage();
  const to = (targetSourceId: number, n: number): Delivery =>
    aDelivery({ spec: aCommandSpec(`${targetSourceId}-${n}`, { targetSourceId }) });
  const held = ['w1', 'w2', 'w3'].map((id) => aDelivery({ spec: aWebhookSpec(id), state: 'guarded' }));
  const ended = aDelivery({ spec: aCommandSpec('ended', { targetSourceId: 4 }), state: 'expired' });
  await lane.commit(aCommit({ deliveries: [to(5, 1), to(2, 1), to(5, 2), to(9, 1), ended, ...held] }));
  expect(await lane.deliveries.sourcesWithOpenCommands(0, 2)).toEqual([2, 5]);
  expect(await lane.deliveries.sourcesWithOpenCommands(5, 2)).toEqual([9]);
  expect(ids(await lane.deliveries.guardedWebhooks(null, 2))).toEqual(['w1', 'w2']);
  expect(ids(await lane.deliveries.guardedWebhooks('w2', 2))).toEqual(['w3']);
});

test.each([
  ['openCommands', 'deliveries_open_commands'],
  ['due', 'deliveries_due'],
  ['interrupted', 'deliveries_by_state'],
  ['guardedWebhooks', 'deliveries_by_state'],
  ['sourcesWithOpenCommands', 'deliveries_open_commands'],
] as const)('the lane asks for %s by way of the index %s', (question, index) => {
  const { connection } = temporaryConnection();
  const sql = `EXPLAIN QUERY PLAN SELECT * FROM deliveries WHERE ${QUESTIONS[question]}`;
  const plan = connection.query(sql, (row) => row['detail']);
  expect(plan.all().join('\n')).toContain(index);
});

test.each(Object.entries(QUEUE_QUESTIONS))('the queue asks for %s by one step along its index', (_, sql) => {
  const { connection } = temporaryConnection();
  const plan = connection
    .query(`EXPLAIN QUERY PLAN ${sql}`, (row) => row['detail'])
    .all()
    .join('\n');
  expect(plan).toMatch(/^SEARCH deliveries USING (COVERING )?INDEX deliveries_queued_webhooks/);
  expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
});
