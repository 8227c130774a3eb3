import type { DeliverySpec } from '@signalbox/delivery';
import { describe, expect, test } from 'vitest';
import { doorFlow, RuntimeDriver, speedingFlow } from './testing/runtime-driver.ts';

const VAN = 1;
const TRAILER = 2;
const MINUTE = 60_000;

const commands = ({ kind }: DeliverySpec): string | null =>
  kind === 'command' ? 'All device actions are paused' : null;
const flow =
  (id: number) =>
  ({ origin }: DeliverySpec): string | null =>
    origin?.flowId === id ? 'The flow is paused' : null;
const nothing = (): null => null;

async function onlineVan(): Promise<RuntimeDriver> {
  const driver = new RuntimeDriver([speedingFlow()]);
  await driver.connect(VAN);
  await driver.report(VAN, { speed: 50, output_status: 0 });
  return driver;
}

describe('what is paused', () => {
  test('waits and says why, and goes out when it is let go', async () => {
    const driver = await onlineVan();
    await driver.pause(commands);
    await driver.report(VAN, { speed: 91 });
    expect(driver.sent).toEqual([]);
    expect(driver.store.inState('guarded')).toMatchObject([{ reason: 'All device actions are paused' }]);

    await driver.pause(nothing);

    expect(driver.sent).toHaveLength(1);
    expect(driver.store.inState('awaiting_reply')).toMatchObject([{ reason: null }]);
  });

  test('still expires: an order of hours ago never goes out', async () => {
    const driver = await onlineVan();
    await driver.pause(commands);
    await driver.report(VAN, { speed: 91 });
    await driver.advance(2 * MINUTE);
    expect(driver.store.inState('expired')).toMatchObject([
      { reason: 'The time to live ended. All device actions are paused' },
    ]);
    await driver.pause(nothing);
    expect(driver.sent).toEqual([]);
  });

  test('is shown at once by commands that already waited for their device', async () => {
    const driver = new RuntimeDriver([speedingFlow()]);
    await driver.report(VAN, { speed: 91 });
    expect(driver.store.inState('waiting_for_device')).toHaveLength(1);
    await driver.pause(commands);
    expect(driver.store.inState('guarded')).toMatchObject([{ reason: 'All device actions are paused' }]);

    await driver.connect(VAN);
    expect(driver.sent).toEqual([]);
    await driver.disconnect(VAN);
    await driver.pause(nothing);

    expect(driver.store.inState('waiting_for_device')).toMatchObject([
      { reason: 'The device is not connected' },
    ]);
  });

  test('gives way to the guard when it is let go', async () => {
    const driver = new RuntimeDriver([speedingFlow({ guard: 'speed < 5' })]);
    await driver.connect(VAN);
    await driver.pause(commands);
    await driver.report(VAN, { speed: 91 });
    await driver.pause(nothing);
    expect(driver.store.inState('guarded')).toMatchObject([{ reason: 'The guard is not true: speed < 5' }]);
  });

  test('does not hold back what is on its way, nor another reason to wait', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91 });
    await driver.pause(commands);
    expect(driver.store.inState('awaiting_reply')).toHaveLength(1);
    await driver.reply(VAN, driver.sent[0]?.command.id ?? '', 'done');
    expect(driver.store.inState('confirming')).toHaveLength(1);
  });
});

describe('webhooks of a paused flow', () => {
  test('wait, while those of others go out, and follow when it is let go', async () => {
    const driver = new RuntimeDriver([doorFlow()]);
    await driver.pause(flow(2));
    await driver.report(TRAILER, { door: true });
    expect(driver.posted).toEqual([]);
    expect(driver.store.inState('guarded')).toMatchObject([{ reason: 'The flow is paused' }]);

    await driver.pause(flow(9));

    expect(driver.posted).toHaveLength(1);
    expect(driver.store.inState('delivered')).toHaveLength(1);
  });

  test('that were let go just before the process ended go out after the restart', async () => {
    const driver = new RuntimeDriver([doorFlow()]);
    await driver.pause(flow(2));
    await driver.report(TRAILER, { door: true });
    const next = await driver.restart();
    expect(next.posted).toHaveLength(1);
  });

  test('are never more under way than there is room, however many were held', async () => {
    const driver = new RuntimeDriver([doorFlow()]);
    await driver.pause(flow(2));
    for (let n = 0; n < 7; n += 1) await driver.report(TRAILER, { door: true, n });
    let underWay = 0;
    let most = 0;
    driver.answerWebhook = async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await Promise.resolve();
      underWay -= 1;
      return { ok: true, status: 200, body: null };
    };
    await driver.pause(nothing);
    await driver.settle();
    expect(driver.store.inState('delivered')).toHaveLength(7);
    expect(most).toBeLessThanOrEqual(2);
  });
});
