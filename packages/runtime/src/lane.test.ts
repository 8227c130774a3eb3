import { expect, test } from 'vitest';
import { StoreUnavailable } from './ports.ts';
import { RuntimeDriver, speedingFlow } from './testing/runtime-driver.ts';

const VAN = 1;

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
