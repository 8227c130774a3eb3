import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Device } from '@signalbox/storage';
import { codeOf, type PlatformDriver, startPlatform } from '../testing/platform-driver.ts';

let platform: PlatformDriver;
let van: Device;
beforeEach(async () => {
  platform = await startPlatform();
  van = platform.device('ngp_immobilizer');
});
afterEach(() => platform.server.stop());

const states = async () => (await platform.server.owner.listDeliveries()).list.map(({ state }) => state);
const sent = () => platform.server.sent.map(({ command }) => command);
const report = (attributes: Parameters<PlatformDriver['server']['report']>[1]) =>
  platform.server.report(van.source.id, attributes);
const stop = (enabled: boolean) =>
  platform.call('tracker/engine_immobilizer/set', { tracker_id: van.id, enabled });
const text = (command: string) => platform.call('tracker/raw_command/send', { tracker_id: van.id, command });

describe('stopping the engine', () => {
  test('waits until the vehicle stands by a fresh fix, then happens once', async () => {
    await report({ speed: 60 });
    const answer = await stop(true);
    expect(answer.text).toBe('{"success":true}');
    expect(await states()).toEqual(['guarded']);
    expect(sent()).toEqual([]);
    platform.server.clock.advance(1000);
    await report({ speed: 4 });
    expect(sent()).toEqual([{ type: 'set_output', output: 1, value: true }]);
  });

  test.each([
    ['without any position', {}],
    ['without a fix', { speed: null }],
    ['at 5 km/h', { speed: 5 }],
  ])('waits %s', async (_, attributes) => {
    await report(attributes);
    await stop(true);
    expect(await states()).toEqual(['guarded']);
  });

  test('waits when the fix is 30 s old, and says for what', async () => {
    await report({ speed: 0 });
    platform.server.clock.advance(30_000);
    await stop(true);
    const [delivery] = (await platform.server.owner.listDeliveries()).list;
    expect(delivery).toMatchObject({
      state: 'guarded',
      reason: expect.stringMatching(/^The guard is not true: speed < 5 and /),
    });
  });

  test('is over when it did not become safe in time', async () => {
    await report({ speed: 60 });
    await stop(true);
    platform.server.clock.advance(120_000);
    await report({ speed: 0 });
    expect(await states()).toEqual(['expired']);
    expect(sent()).toEqual([]);
  });

  test('is called off by freeing it, which waits for nothing', async () => {
    await report({ speed: 60 });
    await stop(true);
    await stop(false);
    expect(await states()).toEqual(['awaiting_reply', 'superseded']);
    expect(sent()).toEqual([{ type: 'set_output', output: 1, value: false }]);
  });

  const logged = () => platform.server.storage.audit.list({ limit: 1 }).list;

  test('is in the log, with where it was asked for', async () => {
    await stop(false);
    expect(logged()).toMatchObject([
      { action: 'engine.freed', target: `device ${van.id}`, address: '127.0.0.1' },
    ]);
  });

  test('is in the log when only the first of two outputs could be reached', async () => {
    const outputs = [1, 2].map((number) => ({ number, on: 'cut' as const }));
    const body = { engine_cut: { outputs } };
    await platform.server.owner.updateDevice({ params: { id: van.id }, body });
    await report({ speed: 0 });
    platform.server.link.answer = async () => {
      platform.server.online.delete(van.source.id);
      return null;
    };
    expect(codeOf(await stop(true))).toBe(213);
    expect(sent()).toHaveLength(1);
    expect(logged()).toMatchObject([{ action: 'engine.stopped', detail: { sent: 1, outputs: 2 } }]);
    const states = platform.server.storage.deliveries.list({ limit: 9 }).list.map(({ state }) => state);
    expect(states).toEqual(['cancelled']);
  });

  test('that reached nothing is not in the log', async () => {
    platform.server.online.delete(van.source.id);
    expect(codeOf(await stop(true))).toBe(213);
    expect(logged().map(({ action }) => action)).not.toContain('engine.stopped');
  });

  test('follows the wiring', async () => {
    const body = { engine_cut: { outputs: [{ number: 1, on: 'restore' as const }] } };
    await platform.server.owner.updateDevice({ params: { id: van.id }, body });
    await stop(false);
    expect(sent()).toEqual([{ type: 'set_output', output: 1, value: true }]);
    expect(
      codeOf(await platform.call('tracker/output/set', { tracker_id: van.id, output: 1, enable: true })),
    ).toBe(214);
  });

  test('is read as the device last reported it, free before that', async () => {
    const read = async () =>
      (await platform.call('tracker/engine_immobilizer/read', { tracker_id: van.id })).text;
    expect(await read()).toBe('{"success":true,"enabled":false}');
    await report({ output_status: 1 });
    expect(await read()).toBe('{"success":true,"enabled":true}');
    const body = { engine_cut: { outputs: [{ number: 1, on: 'restore' as const }] } };
    await platform.server.owner.updateDevice({ params: { id: van.id }, body });
    expect(await read()).toBe('{"success":true,"enabled":false}');
  });
});

describe('a hardware command to a device that can stop its engine', () => {
  test.each(['RELAY,1#', 'setdigout 1', ' relay , 1 #', 'DYD#', '#relay 1', 'reboot'])(
    'waits as a cut does: %s',
    async (command) => {
      await report({ speed: 60 });
      expect(codeOf(await text(command))).toBeNull();
      expect(await states()).toEqual(['guarded']);
      expect(sent()).toEqual([]);
      platform.server.clock.advance(1000);
      await report({ speed: 0 });
      expect(sent()).toMatchObject([{ type: 'raw', command }]);
    },
  );

  test('that only asks goes out at once', async () => {
    await report({ speed: 60 });
    await text('getinfo');
    expect(sent()).toMatchObject([{ command: 'getinfo' }]);
  });

  test.each(['setdigout 1 30', 'SETDIGOUT  1?  30', 'login pass setdigout 1 30', 'RELAY,1,30#'])(
    'that would switch back by itself is refused: %s',
    async (command) => {
      await report({ speed: 0 });
      expect(codeOf(await text(command))).toBe(214);
      expect(await states()).toEqual(['rejected']);
      expect(sent()).toEqual([]);
    },
  );

  test('is judged with the value in its place', async () => {
    await report({ speed: 60 });
    const command = {
      name: 'Switch',
      type: 'hardware',
      config: { command: 'setdigout <>', reliable: false },
    };
    const made = await platform.call('tracker/command/create', { tracker_id: van.id, command });
    const execute = (param: string) =>
      platform.call('tracker/command/execute', { tracker_id: van.id, command_id: made.body['id'], param });
    expect(codeOf(await execute('1'))).toBeNull();
    expect(await states()).toEqual(['guarded']);
    expect(codeOf(await execute('1 30'))).toBe(214);
  });
});

test('a command that waits is judged anew when an output is named as one that stops the engine', async () => {
  const other = platform.device('ngp_generic', { online: false });
  await platform.call('tracker/raw_command/send', { tracker_id: other.id, command: 'setdigout 1 30' });
  expect(await states()).toEqual(['waiting_for_device']);
  const body = { engine_cut: { outputs: [{ number: 1, on: 'cut' as const }] } };
  await platform.server.owner.updateDevice({ params: { id: other.id }, body });
  platform.server.online.add(other.source.id);
  platform.server.runtime.ingress.linkChanged(other.source.id, true);
  await platform.server.report(other.source.id, { speed: 0 });
  expect(await states()).toEqual(['rejected']);
  expect(sent()).toEqual([]);
});
