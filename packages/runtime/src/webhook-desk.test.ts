import type { WebhookSpec } from '@signalbox/delivery';
import { describe, expect, test } from 'vitest';
import type { WebhookResult } from './ports.ts';
import { doorFlow, NOON, RuntimeDriver } from './testing/runtime-driver.ts';

const TRAILER = 2;
const RETRY = { max_attempts: 5, first_delay_s: 1, factor: 2, max_delay_s: 60, jitter: false };
const OK: WebhookResult = { ok: true, status: 200, body: null };

function webhook(id: string, url: string, sourceId = 1): WebhookSpec {
  const request = { method: 'POST', url, headers: [], body: '{}', timeoutMs: 5000 } as const;
  const times = { createdAt: NOON, expiresAt: NOON + 600_000 };
  return { kind: 'webhook', id, origin: null, retry: RETRY, ...times, sourceId, request };
}

/** A runtime whose receivers answer when they are told to, each by its host. */
function holding(): { driver: RuntimeDriver; answer: (host: string, count?: number) => Promise<void> } {
  const driver = new RuntimeDriver([]);
  const held: { host: string; resolve: (result: WebhookResult) => void }[] = [];
  driver.answerWebhook = ({ request }) =>
    new Promise((resolve) => held.push({ host: request.url.split('/')[2] ?? '', resolve }));
  const answer = async (host: string, count = 1): Promise<void> => {
    for (let n = 0; n < count; n += 1) {
      const index = held.findIndex((attempt) => attempt.host === host);
      held.splice(index, 1)[0]?.resolve(OK);
      await driver.settle();
    }
  };
  return { driver, answer };
}

const postedIds = (driver: RuntimeDriver): string[] => driver.posted.map(({ spec }) => spec.id);

async function ask(driver: RuntimeDriver, ...specs: readonly WebhookSpec[]): Promise<void> {
  for (const spec of specs) void driver.runtime.request(spec);
  await driver.settle();
}

test('a receiver that does not answer holds its own places and no other', async () => {
  const { driver, answer } = holding();
  for (let n = 0; n < 20; n += 1) await ask(driver, webhook(`dead-${n}`, 'https://dead.test/'));
  expect(postedIds(driver)).toEqual(['dead-0', 'dead-1']);
  for (let n = 0; n < 9; n += 1) {
    await ask(driver, webhook(`live-${n}`, 'https://live.test/'));
    await answer('live.test');
  }
  expect(driver.store.inState('delivered')).toHaveLength(9);
  expect(postedIds(driver).filter((id) => id.startsWith('dead'))).toHaveLength(2);
});

test('when all places are taken the receivers that wait have theirs in turn', async () => {
  const { driver, answer } = holding();
  const hosts = ['a.test', 'b.test', 'c.test', 'd.test'];
  for (const host of hosts) {
    await ask(driver, ...[1, 2, 3].map((n) => webhook(`${host} ${n}`, `https://${host}/`)));
  }
  expect(postedIds(driver)).toEqual(['a.test 1', 'a.test 2', 'b.test 1', 'b.test 2']);
  await answer('a.test', 2);
  await answer('b.test', 2);
  expect(postedIds(driver).slice(4).toSorted()).toEqual(['a.test 3', 'b.test 3', 'c.test 1', 'd.test 1']);
});

test('the sources of one receiver have their turns one after the other', async () => {
  const { driver, answer } = holding();
  const loud = Array.from({ length: 10 }, (_, n) => webhook(`loud-${n}`, 'https://a.test/', 1));
  await ask(driver, ...loud);
  await ask(driver, webhook('quiet', 'https://a.test/', 2));
  await answer('a.test', 2);
  expect(postedIds(driver)).toContain('quiet');
  expect(driver.posted).toHaveLength(4);
});

test('a receiver that is left alone is not read, and has its turn when its pause is over', async () => {
  const driver = new RuntimeDriver([]);
  const pausedUntil = NOON + 2000;
  driver.admissions.set('https://dead.test', { places: 1, pausedUntil });
  await ask(driver, webhook('w1', 'https://dead.test/'), webhook('w2', 'https://dead.test/'));
  await ask(driver, webhook('other', 'https://live.test/'));
  expect(postedIds(driver)).toEqual(['other']);
  expect(driver.store.webhookAsks).toEqual([]);
  expect(driver.store.inState('queued').map(({ attempts }) => attempts)).toEqual([0, 0]);
  driver.admissions.set('https://dead.test', { places: 1, pausedUntil: null });
  await driver.advance(2000);
  expect(postedIds(driver)).toEqual(['other', 'w1', 'w2']);
  expect(driver.store.inState('delivered')).toHaveLength(3);
});

test('all that wait go out though a source has fewer than its share', async () => {
  const driver = new RuntimeDriver([]);
  driver.admissions.set('https://a.test', { places: 4, pausedUntil: NOON + 2000 });
  const many = Array.from({ length: 9 }, (_, n) => webhook(`many-${n}`, 'https://a.test/', 1));
  await ask(driver, ...many, webhook('one', 'https://a.test/', 2));
  driver.admissions.set('https://a.test', { places: 4, pausedUntil: null });
  await driver.advance(2000);
  expect(driver.store.inState('delivered')).toHaveLength(10);
  expect(driver.store.inState('queued')).toEqual([]);
});

test('a restart finds what waits, whatever receiver it goes to', async () => {
  const { driver } = holding();
  for (const host of ['a.test', 'b.test']) {
    await ask(driver, ...[1, 2, 3].map((n) => webhook(`${host} ${n}`, `https://${host}/`)));
  }
  const next = await driver.restart();
  expect(next.store.inState('delivered')).toHaveLength(6);
});

test('what waits in the store costs one read per round, not one per webhook', async () => {
  const { driver, answer } = holding();
  const waiting = Array.from({ length: 200 }, (_, n) => webhook(`w${n}`, 'https://a.test/'));
  await ask(driver, ...waiting);
  await answer('a.test', 3);
  expect(driver.store.webhookAsks.map(({ limit }) => limit)).toEqual([1, 1, 1]);
});

test.each(['sending', 'queued', 'backing_off', 'guarded'] as const)(
  'a webhook that is asked for again while it is %s goes on as it is',
  async (state) => {
    const { driver, answer } = holding();
    if (state === 'guarded') await driver.pause(() => 'The flow is paused');
    if (state === 'backing_off')
      driver.answerWebhook = async () => ({ ok: false, failure: { retry: 'later', reason: 'HTTP 503' } });
    if (state === 'queued')
      await ask(driver, webhook('a', 'https://a.test/'), webhook('b', 'https://a.test/'));
    await ask(driver, webhook('again', 'https://a.test/'));
    const before = driver.store.all.get('again');
    const posted = driver.posted.length;

    const other = driver.runtime.request(webhook('again', 'https://other.test/'));
    await driver.settle();

    expect(before).toMatchObject({ state });
    expect(await other).toEqual(before);
    expect(driver.store.all.get('again')).toEqual(before);
    expect(driver.posted).toHaveLength(posted);
    if (state === 'sending') await answer('a.test');
    expect(driver.store.ended.map(({ spec }) => spec.id)).toEqual(state === 'sending' ? ['again'] : []);
  },
);

test('two who ask for the same webhook at the same time get one', async () => {
  const driver = new RuntimeDriver([]);
  const asked = [1, 2].map(() => driver.runtime.request(webhook('w', 'https://a.test/')));
  await driver.settle();
  const [first, second] = await Promise.all(asked);
  expect(second).toEqual(first);
  expect(postedIds(driver)).toEqual(['w']);
});

describe('webhooks of a flow', () => {
  test('are retried with back-off until they succeed, under the same id', async () => {
    const driver = new RuntimeDriver([doorFlow()]);
    driver.answerWebhook = async () => ({ ok: false, failure: { retry: 'later', reason: 'HTTP 503' } });
    await driver.report(TRAILER, { door: true });
    expect(driver.store.inState('backing_off').map(({ reason }) => reason)).toEqual([
      expect.stringContaining('HTTP 503'),
    ]);
    driver.answerWebhook = async () => ({ ok: true, status: 200, body: null });
    await driver.advance(2000);
    expect(driver.posted).toHaveLength(2);
    expect(new Set(driver.posted.map(({ spec }) => spec.id)).size).toBe(1);
    expect(driver.store.inState('delivered')).toMatchObject([{ attempts: 2 }]);
  });

  test('stay cancelled when their answer comes after all', async () => {
    const driver = new RuntimeDriver([doorFlow()]);
    const { promise, resolve } = Promise.withResolvers<void>();
    driver.answerWebhook = async () => {
      await promise;
      return { ok: true, status: 200, body: null };
    };
    await driver.report(TRAILER, { door: true });
    const id = driver.posted[0]?.spec.id ?? '';
    const cancelled = driver.runtime.cancel(id, 'the owner');
    await driver.settle();
    expect((await cancelled)?.state).toBe('cancelled');
    resolve();
    await driver.settle();
    expect(driver.store.all.get(id)?.state).toBe('cancelled');
  });

  test('more than fit at once wait in the store and follow in order', async () => {
    const driver = new RuntimeDriver([doorFlow()]);
    const answers: (() => void)[] = [];
    driver.answerWebhook = () =>
      new Promise((resolve) => answers.push(() => resolve({ ok: true, status: 200, body: null })));
    for (let n = 5; n > 0; n -= 1) await driver.report(TRAILER, { door: true, n, ageMs: n });
    expect(driver.posted).toHaveLength(2);
    expect(driver.store.inState('queued')).toHaveLength(3);
    while (answers.length > 0) {
      answers.shift()?.();
      await driver.settle();
    }
    expect(driver.store.inState('delivered')).toHaveLength(5);
    expect(driver.posted).toHaveLength(5);
  });

  test('interrupted by a restart, are attempted again', async () => {
    const driver = new RuntimeDriver([doorFlow()]);
    driver.answerWebhook = () => new Promise(() => {});
    await driver.report(TRAILER, { door: true });
    const next = await driver.restart();
    expect(next.posted).toHaveLength(1);
    expect(next.store.inState('delivered')).toHaveLength(1);
  });
});
