import { expect, test } from 'vitest';
import type { DeliveryQuery } from './delivery-repository.ts';
import type { Storage } from './storage.ts';
import {
  START,
  aCommandSpec,
  aCommit,
  aDelivery,
  aWebhookSpec,
  temporaryStorage,
} from './testing/fixtures.ts';

const origin = (flowId: number, sourceId: number) => ({ flowId, flowVersion: 1, nodeId: 1, sourceId });

async function filled(): Promise<Storage> {
  const storage = temporaryStorage();
  for (const deviceId of ['van-1', 'van-2']) {
    storage.devices.create({ label: deviceId, deviceId, model: 'ngp_generic', keyHash: 'h' });
  }
  storage.devices.clone(2);
  const deliveries = [
    aDelivery({ spec: aCommandSpec('c1', { targetSourceId: 1, origin: origin(7, 2) }) }),
    aDelivery({ spec: aCommandSpec('c2', { targetSourceId: 2 }), state: 'confirmed' }),
    aDelivery({ spec: aWebhookSpec('w1', { origin: origin(7, 2) }) }),
    aDelivery({ spec: aWebhookSpec('w2', { origin: origin(8, 1) }), state: 'exhausted', reason: 'HTTP 500' }),
    aDelivery({ spec: aWebhookSpec('w3', { origin: null }) }),
  ];
  await storage.lane.commit(aCommit({ deliveries }));
  return storage;
}

test.each<[string, Omit<DeliveryQuery, 'limit'>, string[]]>([
  ['no filter', {}, ['w3', 'w2', 'w1', 'c2', 'c1']],
  ['a source', { sourceId: 2 }, ['w1', 'c2']],
  ['a tracker', { trackerId: 1 }, ['w2', 'c1']],
  ['a clone', { trackerId: 3 }, ['w1', 'c2']],
  ['a tracker that is missing', { trackerId: 9 }, []],
  ['a tracker of another source', { trackerId: 1, sourceId: 2 }, []],
  ['a flow', { flowId: 7 }, ['w1', 'c1']],
  ['a state', { state: 'queued' }, ['w3', 'w1', 'c1']],
  ['a source and a state', { sourceId: 2, state: 'queued' }, ['w1']],
  ['a source, a flow and a state', { sourceId: 1, flowId: 7, state: 'queued' }, ['c1']],
  ['a flow and a state', { flowId: 8, state: 'queued' }, []],
])('lists by %s, newest first, page by page', async (_, query, expected) => {
  const { deliveries } = await filled();
  expect(deliveries.list({ ...query, limit: 5 }).list.map(({ id }) => id)).toEqual(expected);

  const paged: string[] = [];
  let next: string | null = null;
  do {
    const page = deliveries.list({ ...query, limit: 1, ...(next === null ? {} : { before: next }) });
    paged.push(...page.list.map(({ id }) => id));
    next = page.next;
  } while (next !== null);
  expect(paged).toEqual(expected);
});

test('a cursor that is none is refused', async () => {
  const { deliveries } = await filled();
  expect(() => deliveries.list({ limit: 1, before: '1; DROP' })).toThrow(
    expect.objectContaining({ code: 'bad_cursor' }),
  );
});

test('a delivery shows its owner and its way so far', async () => {
  const { deliveries, lane } = await filled();
  const sending = aDelivery({
    spec: aCommandSpec('c2', { targetSourceId: 2 }),
    state: 'sending',
    attempts: 1,
  });
  await lane.commit(aCommit({ deliveries: [{ ...sending, updatedAt: START + 1 }] }));
  await lane.commit(aCommit({ deliveries: [{ ...sending, updatedAt: START + 2, timers: { ttl: 1 } }] }));
  await lane.commit(
    aCommit({
      deliveries: [{ ...sending, updatedAt: START + 3, state: 'rejected', reason: 'No such output' }],
    }),
  );
  expect(deliveries.get('c2')).toMatchObject({
    id: 'c2',
    sourceId: 2,
    trackerId: 2,
    state: 'rejected',
    timeline: [
      { at: START, state: 'confirmed', attempts: 0, reason: null },
      { at: START + 1, state: 'sending', attempts: 1, reason: null },
      { at: START + 3, state: 'rejected', attempts: 1, reason: 'No such output' },
    ],
  });
  expect(deliveries.get('missing')).toBeUndefined();
  expect(deliveries.get('w3')).toMatchObject({ sourceId: null, trackerId: null });
});

test('deliveries are counted by state', async () => {
  const { deliveries } = await filled();
  expect(Object.fromEntries(deliveries.counts())).toEqual({ queued: 3, confirmed: 1, exhausted: 1 });
});
