import type { WebhookSpec } from '@signalbox/delivery';
import { DEFAULT_RETRY_POLICY } from '@signalbox/flow';
import { expect, test } from 'vitest';
import { StoreUnavailable } from './ports.ts';
import { NOON, RuntimeDriver, speedingFlow } from './testing/runtime-driver.ts';

const VAN = 1;

function aWebhook(): WebhookSpec {
  const request = {
    method: 'POST',
    url: 'https://a.test/',
    headers: [],
    body: '{}',
    timeoutMs: 5000,
  } as const;
  const times = { createdAt: NOON, expiresAt: NOON + 600_000 };
  return { kind: 'webhook', id: 'w', origin: null, retry: DEFAULT_RETRY_POLICY, ...times, request };
}

test('an acknowledgement that throws neither repeats its batch nor keeps others from theirs', async () => {
  const driver = new RuntimeDriver([speedingFlow()]);
  await driver.connect(VAN);
  const body = { speed: 91 };
  const now = driver.clock.now();
  driver.runtime.ingress.receive(
    VAN,
    [{ messageTime: now - 1, serverTime: now, attributes: body, hash: 1 }],
    () => {
      throw new Error('the socket is gone');
    },
  );
  await driver.report(VAN, { speed: 92 });
  expect(driver.acks).toEqual(['durable']);
  expect(driver.store.messages).toHaveLength(2);
  expect(driver.sent).toHaveLength(1);
  expect(driver.faults).toEqual(['What a durable batch ordered was not all carried out']);
});

test('a store that fails while a batch is taken apart does not change the order of records', async () => {
  const driver = new RuntimeDriver([]);
  await driver.settle();
  const errors = [new TypeError('a bug in the batch'), new StoreUnavailable('the disk is full')];
  driver.store.beforeCommit = () => {
    const error = errors.shift();
    if (error) throw error;
  };
  void driver.report(VAN, { n: 1, ageMs: 2 });
  void driver.report(VAN, { n: 2, ageMs: 1 });
  await driver.report(VAN, { n: 3 });
  await driver.advance(1000);
  expect(driver.store.messages.map(({ body }) => body)).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
  expect(driver.runtime.stats.messages).toMatchObject({ live: 3, late: 0 });
});

test('whoever asks for something that fails alone is told so', async () => {
  const driver = new RuntimeDriver([]);
  await driver.settle();
  driver.store.deliveries.get = driver.store.pausedRates = async () => {
    throw new TypeError('a bug in the store');
  };
  const asked = [
    driver.runtime.request(aWebhook()),
    driver.runtime.cancel('w', 'Ada'),
    driver.runtime.resumeFlow(1, null),
  ];
  const answers = await Promise.allSettled(asked);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(driver.runtime.stats.faults).toBe(3);
});

test('orders are carried out though what shows them fails', async () => {
  const driver = new RuntimeDriver([speedingFlow()]);
  await driver.connect(VAN);
  driver.watch(() => {
    throw new Error('a bug in the view');
  });
  await driver.report(VAN, { speed: 91 });
  expect(driver.sent).toHaveLength(1);
});
