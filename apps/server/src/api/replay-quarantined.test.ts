import type { Ingress } from '@signalbox/runtime';
import type { QuarantineEntry } from '@signalbox/storage';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NOON, startTestServer, type TestServer } from '../testing/test-server.ts';
import { ANSWER_LIMIT_MS, replayAll } from './replay-quarantined.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

const VAN = 1;
const TRUCK = 2;

/** One without a usable time, so that it is kept each time that it fails. */
function putAside(sourceId: number, n: number): Promise<void> {
  const body = JSON.stringify({ n });
  const record = { sourceId, receivedAt: NOON, messageTime: null, hash: n, body, reason: 'a bug' };
  return server.storage.lane.quarantine([record]);
}

const held = (): readonly QuarantineEntry[] => server.storage.quarantine.oldest({ limit: 9 }).list;
const heldNumbers = () => held().map(({ sourceId, body }) => [sourceId, JSON.parse(body).n]);

function replay(receive: Ingress['receive']) {
  const { clock, storage } = server;
  return replayAll({ ingress: { receive }, quarantine: storage.quarantine, clock }, held());
}

test('a record that is refused stays, whatever else comes into quarantine meanwhile', async () => {
  await putAside(VAN, 1);
  const { refused } = await replay((_source, _records, onDurable) => {
    const others = [putAside(TRUCK, 1), putAside(VAN, 2)];
    void Promise.all(others).then(() => onDurable(new Error('The device is blocked')));
  });
  expect(refused).toEqual([{ id: 1, reason: 'The device is blocked' }]);
  expect(heldNumbers()).toEqual([
    [VAN, 1],
    [TRUCK, 1],
    [VAN, 2],
  ]);
});

test('a record that fails again is kept once', async () => {
  await putAside(VAN, 1);
  await replay((_source, _records, onDurable) => {
    void putAside(VAN, 1).then(() => onDurable(new Error('It is in quarantine')));
  });
  expect(held()).toMatchObject([{ id: 2, sourceId: VAN }]);
});

test('a record that nobody answers for stays after a time, and those behind it are not tried', async () => {
  await putAside(VAN, 1);
  await putAside(VAN, 2);
  let handedOver = 0;
  const answer = replay(() => {
    handedOver += 1;
  });
  server.clock.advance(ANSWER_LIMIT_MS);
  expect((await answer).refused).toMatchObject([
    { id: 1, reason: expect.stringContaining('in time') },
    { id: 2, reason: expect.stringContaining('not tried') },
  ]);
  expect(handedOver).toBe(1);
  expect(held()).toHaveLength(2);
});
