import type { DeliveryItem } from '@signalbox/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, type PlatformDriver, startPlatform } from '../testing/platform-driver.ts';
import { WRITE_LIMIT_MS } from './deliver.ts';

let platform: PlatformDriver;
beforeEach(async () => {
  platform = await startPlatform();
});
afterEach(() => platform.server.stop());

async function deliveries(trackerId: number): Promise<DeliveryItem[]> {
  return (await platform.server.owner.listDeliveries({ query: { tracker_id: trackerId } })).list;
}

function set(id: number, output: number, enable = true) {
  return platform.call('tracker/output/set', { tracker_id: id, output, enable });
}

describe('output/set', () => {
  test('succeeds when the command is stored and written to the link', async () => {
    const { id } = platform.device();
    expect(codeOf(await set(id, 1))).toBeNull();
    expect(await deliveries(id)).toMatchObject([{ state: 'awaiting_reply', attempts: 1, flow_id: null }]);
  });

  test('sends again what the device already shows', async () => {
    const device = platform.device();
    await platform.server.report(device.source.id, { output_status: 1 });
    await set(device.id, 1);
    expect(platform.server.sent).toHaveLength(1);
  });

  test('succeeds behind a command in flight, and goes out after it', async () => {
    const device = platform.device();
    await set(device.id, 1);
    expect(codeOf(await set(device.id, 2))).toBeNull();
    expect((await deliveries(device.id)).map(({ state }) => state)).toEqual(['queued', 'awaiting_reply']);
    await platform.reply(device, 'done');
    expect(platform.server.sent.map(({ command }) => command)).toMatchObject([{ output: 1 }, { output: 2 }]);
  });

  test('fails with 213 when the link fails, and will not happen later', async () => {
    const { id } = platform.device();
    platform.server.link.answer = async () => ({ retry: 'later', reason: 'The socket is closed' });
    const answer = await set(id, 1);
    expect(codeOf(answer)).toBe(213);
    expect(await deliveries(id)).toMatchObject([{ state: 'cancelled' }]);
    platform.server.link.answer = async () => null;
    platform.server.clock.advance(60_000);
    await platform.server.report(1, {});
    expect(platform.server.sent).toHaveLength(1);
  });

  test('fails with 6 at once when a fault of ours keeps it from being stored', async () => {
    const { id } = platform.device();
    platform.server.storage.lane.commit = async () => {
      throw new TypeError('a bug');
    };
    expect(codeOf(await set(id, 1))).toBe(6);
    expect(platform.server.sent).toEqual([]);
  });

  test('fails with 213 when the link does not take it in time', async () => {
    const { id } = platform.device();
    const asked = Promise.withResolvers<void>();
    platform.server.link.answer = () => {
      asked.resolve();
      return new Promise(() => {});
    };
    const answer = set(id, 1);
    await asked.promise;
    platform.server.clock.advance(WRITE_LIMIT_MS);
    expect(codeOf(await answer)).toBe(213);
    expect(await deliveries(id)).toMatchObject([{ state: 'cancelled' }]);
  });

  test('switches what it may beside an output reserved to engine block', async () => {
    const { id } = platform.device('ngp_immobilizer');
    expect(codeOf(await set(id, 2))).toBeNull();
    expect(codeOf(await set(id, 1))).toBe(214);
  });
});

describe('the LED', () => {
  const read = async (id: number) =>
    (await platform.call('tracker/led/read', { tracker_id: id })).body['value'];
  const update = (id: number, value: boolean) =>
    platform.call('tracker/led/update', { tracker_id: id, value });

  test('is off before anything is known, also while a command is under way', async () => {
    const { id } = platform.device();
    expect(await read(id)).toBe(false);
    await update(id, true);
    expect(await read(id)).toBe(false);
  });

  test('is what the device acknowledged or reported last', async () => {
    const device = platform.device();
    await update(device.id, true);
    await platform.reply(device, 'done');
    expect(await read(device.id)).toBe(true);
    platform.server.clock.advance(1000);
    await platform.server.report(device.source.id, { led: false });
    expect(await read(device.id)).toBe(false);
    platform.server.clock.advance(1000);
    await update(device.id, true);
    await platform.reply(device, 'done');
    expect(await read(device.id)).toBe(true);
    expect((await platform.server.owner.getDevice({ params: { id: device.id } })).led).toBe(true);
  });

  test('is not what the device refused', async () => {
    const device = platform.device();
    await update(device.id, true);
    await platform.reply(device, 'rejected');
    expect(await read(device.id)).toBe(false);
  });
});

describe('raw_command/send', () => {
  const send = (id: number, parameters: object) =>
    platform.call('tracker/raw_command/send', { tracker_id: id, ...parameters });

  test('sends the text as it is', async () => {
    const { id } = platform.device();
    expect((await send(id, { command: ' $WP+"é" ', reliable: false })).text).toBe('{"success":true}');
    expect(platform.server.sent[0]?.command).toEqual({ type: 'raw', command: ' $WP+"é" ', reliable: false });
  });

  test('waits for a device that is offline', async () => {
    const { id } = platform.device('ngp_generic', { online: false });
    expect(codeOf(await send(id, { command: 'cpureset' }))).toBeNull();
    expect(await deliveries(id)).toMatchObject([{ state: 'waiting_for_device' }]);
  });

  test('takes printable bytes as hex, and no others', async () => {
    const { id } = platform.device();
    expect(codeOf(await send(id, { command: '6370757265736574', type: 'hex' }))).toBeNull();
    expect(platform.server.sent[0]?.command).toMatchObject({ command: 'cpureset' });
    expect(codeOf(await send(id, { command: '00ff', type: 'hex' }))).toBe(214);
    expect((await send(id, { command: '0', type: 'hex' })).body.errors).toEqual([
      { parameter: 'command', error: 'Non-hex string' },
    ]);
  });
});
