import { beforeEach, expect, test } from 'vitest';
import { receiveNgpHttp } from './http.ts';
import type { NgpHttpAnswer } from './http.ts';
import { FakeClock } from '@signalbox/runtime/testing';
import { FakeIngress, FLEET, NOW } from './testing/fakes.ts';

const RECORD = '{"message_time":"2026-11-20T10:00:00Z","n":1}';

let ingress: FakeIngress;
let clock: FakeClock;

beforeEach(() => {
  ingress = new FakeIngress();
  clock = new FakeClock(NOW);
});

function post(body: string, deviceId = 'van-1', key: string | null = 'key-1'): Promise<NgpHttpAnswer> {
  return receiveNgpHttp({ deviceId, key, body }, { directory: FLEET, ingress, clock });
}

test('records are answered 200 when they are durable, not before', async () => {
  ingress.isDurable = false;
  let answer: NgpHttpAnswer | null = null;
  const answered = post(`[${RECORD},${RECORD}]`).then((value) => (answer = value));
  await ingress.until(() => ingress.received.length === 2);
  await new Promise(setImmediate);
  expect(answer).toBeNull();
  ingress.received[0]?.settle();
  expect(await answered).toEqual({ status: 200 });
  expect(clock.sleepers).toBe(0);
});

test('an empty packet is answered 200', async () => {
  expect(await post('[]')).toEqual({ status: 200 });
});

test.each([
  ['van-1', null, 401, 'no_key'],
  ['van-1', 'key-2', 401, 'wrong_key'],
  ['lorry', 'key-1', 403, 'unknown'],
  ['blocked', 'key-1', 403, 'blocked'],
])('the device %s with the key %s is answered %d', async (deviceId, key, status, code) => {
  expect(await post(RECORD, deviceId, key)).toMatchObject({ status, problem: { code } });
  expect(ingress.received).toEqual([]);
});

test.each([
  ['{"message_time":"yesterday"}', 400, 'bad_time'],
  ['{"device_id":"van-2"}', 400, 'wrong_device'],
  ['', 400, 'not_json'],
  [`"${'x'.repeat(2_000_000)}"`, 413, 'too_large'],
])('the body %.30s is answered with a reason', async (body, status, code) => {
  expect(await post(body)).toMatchObject({ status, problem: { code, reason: expect.any(String) } });
});

test('records that the runtime refuses are answered 403', async () => {
  ingress.refusal = new Error('the source is blocked');
  expect(await post(RECORD)).toEqual({
    status: 403,
    problem: { code: 'refused', reason: 'the source is blocked' },
  });
});

test('records that cannot be stored in time are answered 503', async () => {
  ingress.isDurable = false;
  const answered = post(RECORD);
  await ingress.until(() => ingress.received.length === 1);
  clock.advance(10_000);
  expect(await answered).toMatchObject({ status: 503, problem: { code: 'not_stored' } });
});
