import { textHash } from '@signalbox/flow';
import { describe, expect, test } from 'vitest';
import { StoreUnavailable } from './ports.ts';
import { onlineVan } from './testing/online-van.ts';
import { NOON, type RuntimeDriver } from './testing/runtime-driver.ts';

const VAN = 1;
const TRAILER = 2;
const SECOND = 1000;
const REFUSED = 'refused: The records could not be processed; they are in quarantine';

/** A van whose records cannot be committed once one of them says `poison`. */
async function poisonedVan(): Promise<RuntimeDriver> {
  const driver = await onlineVan();
  driver.store.beforeCommit = ({ messages }) => {
    if (messages.some(({ body }) => body.includes('poison'))) throw new TypeError('a bug');
  };
  return driver;
}

describe('commit before acknowledgement', () => {
  test('nothing is acknowledged nor sent while the store refuses, and everything once when it can', async () => {
    const driver = await onlineVan();
    driver.store.beforeCommit = () => {
      throw new StoreUnavailable('the disk is full');
    };
    await driver.report(VAN, { speed: 91 });
    expect(driver.acks).toEqual([]);
    expect(driver.sent).toEqual([]);
    expect(driver.runtime.storeAvailable).toBe(false);
    driver.store.beforeCommit = () => {};
    await driver.advance(SECOND);
    expect(driver.acks).toEqual(['durable']);
    expect(driver.sent).toHaveLength(1);
    expect(driver.runtime.storeAvailable).toBe(true);
    expect(driver.store.messages).toHaveLength(1);
    expect(driver.runtime.stats.messages.live).toBe(1);
  });

  test('a packet that fails by a fault of ours is put aside, then refused, and harms no other', async () => {
    const driver = await poisonedVan();
    void driver.report(VAN, { speed: 10, poison: true, ageMs: 2 }, { speed: 11, ageMs: 1 });
    void driver.report(TRAILER, { door: false });
    await driver.report(VAN, { speed: 91 });
    expect(driver.store.quarantined).toEqual([
      {
        sourceId: VAN,
        receivedAt: NOON,
        messageTime: NOON - 2,
        hash: textHash('{"speed":10,"poison":true}'),
        body: '{"speed":10,"poison":true}',
        reason: expect.stringContaining('TypeError: a bug'),
      },
      expect.objectContaining({ messageTime: NOON - 1, body: '{"speed":11}' }),
    ]);
    expect(driver.acks).toEqual([REFUSED, 'durable', 'durable']);
    expect(driver.store.messages.map(({ body }) => body)).toEqual(['{"door":false}', '{"speed":91}']);
    expect(driver.sent).toHaveLength(1);
    expect(driver.runtime.stats).toMatchObject({ quarantined: 2, faults: 1 });
  });

  test('a packet is not refused before its records are safe in quarantine', async () => {
    const driver = await poisonedVan();
    const { promise, resolve } = Promise.withResolvers<void>();
    driver.store.beforeQuarantine = () => promise;
    await driver.report(VAN, { poison: true });
    expect(driver.acks).toEqual([]);
    resolve();
    await driver.settle();
    expect(driver.acks).toEqual([REFUSED]);
  });

  test.each([
    ['cannot take them now', new StoreUnavailable('the disk is full')],
    ['fails by a fault of its own', new TypeError('another bug')],
  ])('records are not acknowledged at all when the quarantine %s', async (_, fault) => {
    const driver = await poisonedVan();
    driver.store.beforeQuarantine = () => {
      throw fault;
    };
    await driver.report(VAN, { poison: true, ageMs: 2 });
    await driver.report(VAN, { speed: 91 });
    expect(driver.acks).toEqual(['durable']);
    expect(driver.store.quarantined).toEqual([]);
    expect(driver.runtime.stats.quarantined).toBe(0);
    expect(driver.faults).toEqual([
      'An input failed and was given up',
      'Records could not be put into quarantine; they are not acknowledged',
    ]);
    driver.store.beforeQuarantine = () => {};
    await driver.report(VAN, { poison: true, ageMs: 2 });
    expect(driver.acks).toEqual(['durable', REFUSED]);
    expect(driver.store.quarantined).toHaveLength(1);
  });

  test('a restart after the commit neither loses nor doubles the command', async () => {
    const driver = await onlineVan();
    driver.online.delete(VAN);
    await driver.report(VAN, { speed: 91, output_status: 0 });
    const next = await driver.restart();
    await next.connect(VAN);
    await next.report(VAN, { speed: 91, output_status: 0, ageMs: 0 });
    expect(next.sent.map(({ command }) => command.id)).toEqual([...next.store.all.keys()]);
    expect(next.sent).toHaveLength(1);
  });

  test('a command that was awaiting its reply is sent again under the same id', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91 });
    const next = await driver.restart();
    await next.connect(VAN);
    expect(next.sent.map(({ command }) => command.id)).toEqual(driver.sent.map(({ command }) => command.id));
  });

  test('attributes, node states and history survive a restart', async () => {
    const driver = await onlineVan();
    for (let n = 0; n < 70; n += 1) {
      await driver.report(VAN, { speed: n, odometer: 1000 + n });
      await driver.advance(SECOND);
    }
    const before = await driver.runtime.attributes(VAN);
    const next = await driver.restart();
    expect(await next.runtime.attributes(VAN)).toEqual(before);
    expect(before.get('odometer')?.value).toBe(1069);
  });

  test('a long buffered upload survives a restart as a whole', async () => {
    const driver = await onlineVan();
    const records = Array.from({ length: 150 }, (_, n) => ({ odometer: n, ageMs: (150 - n) * SECOND }));
    await driver.report(VAN, ...records);
    const next = await driver.restart();
    expect((await next.runtime.attributes(VAN)).get('odometer')?.value).toBe(149);
    await next.report(VAN, { odometer: 149, ageMs: SECOND });
    expect(next.runtime.stats.messages.duplicate).toBe(1);
  });
});
