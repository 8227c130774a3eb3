import { afterEach, beforeEach, expect, test } from 'vitest';
import { NOON, startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
let sourceId: number;
beforeEach(async () => {
  server = await startTestServer();
  const device = await server.owner.createDevice({
    body: { label: 'Van 1', device_id: 'van-1', model: 'ngp_generic' },
  });
  sourceId = device.source.id;
  for (const [n, hash] of [11, 12, 0.5].entries()) {
    await server.storage.lane.quarantine([
      {
        sourceId,
        receivedAt: NOON,
        messageTime: NOON - 1000 + n,
        hash,
        body: JSON.stringify({ n }),
        reason: 'TypeError: a bug\n  at somewhere',
      },
    ]);
  }
});
afterEach(() => server.stop());

const held = async () => (await server.owner.listQuarantine()).list;
const recorded = () => server.storage.messages.history({ sourceId, limit: 9 }).list.map(({ body }) => body);

test('records in quarantine are listed with what failed, page by page', async () => {
  const first = await server.owner.listQuarantine({ query: { limit: 2 } });
  expect(first.list).toMatchObject([{ attributes: { n: 2 } }, { attributes: { n: 1 } }]);
  expect(first.list[0]).toMatchObject({ tracker_id: 1, reason: 'TypeError: a bug' });
  const rest = await server.owner.listQuarantine({ query: { cursor: first.next_cursor ?? '' } });
  expect(rest).toMatchObject({ list: [{ attributes: { n: 0 } }], next_cursor: null });
});

test('a record is processed as if it came now, and leaves quarantine', async () => {
  const [newest] = await held();
  expect(await server.owner.replayQuarantine({ body: { ids: [newest?.id ?? 0, 999] } })).toEqual({
    replayed: 1,
    refused: [],
    next_cursor: null,
  });
  expect(recorded()).toEqual(['{"n":2}']);
  expect(await held()).toHaveLength(2);
});

test('all are processed in the order in which they came', async () => {
  expect(await server.owner.replayQuarantine({ body: { all: true } })).toMatchObject({ replayed: 3 });
  expect(recorded()).toEqual(['{"n":2}', '{"n":1}', '{"n":0}']);
  expect(await held()).toEqual([]);
});

test('more than one call takes are processed the oldest first, without those that came since', async () => {
  const many = Array.from({ length: 120 }, (_, n) => ({
    sourceId,
    receivedAt: NOON,
    messageTime: NOON + n,
    hash: 100 + n,
    body: JSON.stringify({ n: 3 + n }),
    reason: 'a bug',
  }));
  await server.storage.lane.quarantine(many.slice(0, -1));
  const first = await server.owner.replayQuarantine({ body: { all: true } });
  expect(first).toMatchObject({ replayed: 100 });
  expect((await held()).map(({ attributes }) => attributes)).toContainEqual({ n: 121 });
  expect(await held()).toHaveLength(22);
  await server.storage.lane.quarantine(many.slice(-1));
  const rest = { all: true, cursor: first.next_cursor ?? '' } as const;
  expect(await server.owner.replayQuarantine({ body: rest })).toMatchObject({
    replayed: 22,
    next_cursor: null,
  });
  expect(await held()).toMatchObject([{ attributes: { n: 122 } }]);
  const odd = server.owner.replayQuarantine({ body: { all: true, cursor: '1-2-3' } });
  await expect(odd).rejects.toMatchObject({ problem: { status: 400 } });
});

test('what is refused again stays, with the reason in the answer', async () => {
  await server.owner.updateDevice({ params: { id: 1 }, body: { blocked: true } });
  const answer = await server.owner.replayQuarantine({ body: { all: true } });
  expect(answer.replayed).toBe(0);
  expect(answer.refused).toHaveLength(3);
  expect(await held()).toHaveLength(3);
});

test('discarded records are gone, and the audit log knows by whom and from where', async () => {
  expect(await server.owner.discardQuarantine({ body: { all: true } })).toMatchObject({ discarded: 3 });
  expect(await held()).toEqual([]);
  const { list } = await server.owner.listAudit({ query: { text: 'quarantine', actor: 'key' } });
  expect(list).toMatchObject([
    { action: 'quarantine.discarded', detail: { discarded: 3 }, address: '127.0.0.1' },
  ]);
  expect((await server.owner.listAudit({ query: { actor: 'nobody' } })).list).toEqual([]);
  const later = new Date(NOON + 1).toISOString();
  expect((await server.owner.listAudit({ query: { from: later } })).list).toEqual([]);
});
