import { describe, expect, test } from 'vitest';
import { FakeClock } from '@signalbox/runtime/testing';
import { OWNER_KEY, startTestServer } from '../testing/test-server.ts';
import { RateLimit } from './rate-limit.ts';

describe('a rate limit', () => {
  test('lets as many through at once as a second has, then as many per second', () => {
    const clock = new FakeClock(0);
    const limit = new RateLimit(5, () => clock.now());
    const passed = (): number =>
      Array.from({ length: 20 }, () => limit.take('a')).filter((wait) => wait === 0).length;

    expect(passed()).toBe(5);
    clock.advance(400);
    expect(passed()).toBe(2);
    clock.advance(60_000);
    expect(passed()).toBe(5);
  });

  test('tells how long to wait', () => {
    const limit = new RateLimit(0.1, () => 0);
    expect(limit.take('a')).toBe(0);
    expect(limit.take('a')).toBe(10);
  });

  test('is each key its own', () => {
    const limit = new RateLimit(1, () => 0);
    expect([limit.take('a'), limit.take('b'), limit.take('a')]).toEqual([0, 0, 1]);
  });

  test('of 0 is none', () => {
    const limit = new RateLimit(0, () => 0);
    expect(Array.from({ length: 100 }, () => limit.take('a')).every((wait) => wait === 0)).toBe(true);
  });

  test('answers 429 to one user too many times and lets supervisors through', async () => {
    const server = await startTestServer({ rateLimit: 2 });
    const ask = () => server.request({ url: '/api/session' }, OWNER_KEY);
    expect([(await ask()).statusCode, (await ask()).statusCode]).toEqual([200, 200]);

    const refused = await ask();

    expect(refused.json()).toMatchObject({ status: 429, code: 'rate_limited' });
    expect(refused.headers['retry-after']).toBe('1');
    expect((await server.request({ url: '/healthz' })).statusCode).toBe(200);
    server.clock.advance(1000);
    expect((await ask()).statusCode).toBe(200);
    await server.stop();
  });
});
