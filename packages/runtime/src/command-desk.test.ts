import { describe, expect, test } from 'vitest';
import { onlineVan, request } from './testing/online-van.ts';
import { RuntimeDriver, speedingFlow } from './testing/runtime-driver.ts';

const VAN = 1;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe('commands', () => {
  test('wait for a device that is offline and go out when it connects', async () => {
    const driver = new RuntimeDriver([speedingFlow()]);
    await driver.report(VAN, { speed: 91 });
    expect(driver.store.inState('waiting_for_device')).toHaveLength(1);
    await driver.connect(VAN);
    expect(driver.sent).toHaveLength(1);
  });

  test('a newer wish replaces the older one that still waits', async () => {
    const driver = new RuntimeDriver([speedingFlow()]);
    await driver.report(VAN, { speed: 91, output_status: 0 });
    await driver.advance(SECOND);
    await driver.report(VAN, { speed: 60 });
    await driver.connect(VAN);
    expect(driver.store.inState('superseded')).toHaveLength(1);
    expect(driver.sent.map(({ command }) => command.command)).toEqual([
      { type: 'set_output', output: 1, value: false },
    ]);
  });

  test('what the device already reports is not sent', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91, output_status: 1 });
    expect(driver.store.all.size).toBe(0);
    expect(driver.runtime.stats.skippedEffects).toBe(1);
  });

  test('the same wish while it is under way is not sent twice', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91, output_status: 0, ageMs: 5 });
    await driver.report(VAN, { speed: 95, output_status: 0 });
    expect(driver.store.all.size).toBe(1);
    expect(driver.runtime.stats.skippedEffects).toBe(1);
  });

  test('an older one that waits for proof gives way when its opposite is sent', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91, output_status: 0 });
    const first = driver.sent[0]?.command.id ?? '';
    await driver.reply(VAN, first, 'done');
    await driver.advance(SECOND);
    await driver.report(VAN, { speed: 70 });
    expect(driver.store.all.get(first)?.state).toBe('superseded');
    expect(driver.sent).toHaveLength(2);
  });

  test('expire when their time to live ends before the device connects', async () => {
    const driver = new RuntimeDriver([speedingFlow()]);
    await driver.report(VAN, { speed: 91 });
    await driver.advance(2 * MINUTE);
    await driver.connect(VAN);
    expect(driver.store.inState('expired')).toHaveLength(1);
    expect(driver.sent).toEqual([]);
  });

  test('are tried again when the device does not reply', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91 });
    await driver.advance(30 * SECOND);
    expect(driver.store.inState('backing_off')).toHaveLength(1);
    await driver.advance(2 * SECOND);
    expect(driver.sent).toHaveLength(2);
    expect(new Set(driver.sent.map(({ command }) => command.id)).size).toBe(1);
  });

  test('one is in flight per device, the next follows its reply', async () => {
    const driver = await onlineVan([]);
    await driver.request(request('first', true));
    await driver.request({ ...request('second', true), command: { type: 'set_led', value: true } });
    expect(driver.sent.map(({ command }) => command.id)).toEqual(['first']);
    await driver.reply(VAN, 'first', 'done');
    expect(driver.sent.map(({ command }) => command.id)).toEqual(['first', 'second']);
  });

  test('a guard holds a command back until fresh data allow it', async () => {
    const driver = await onlineVan([speedingFlow({ guard: 'speed < 100' })]);
    await driver.report(VAN, { speed: 120, ageMs: 1 });
    expect(driver.store.inState('guarded')).toHaveLength(1);
    await driver.report(VAN, { speed: 85 });
    expect(driver.sent).toHaveLength(1);
  });

  test('the guard of the device counts beside the command’s own, and the one that is shut is named', async () => {
    const driver = await onlineVan([speedingFlow({ guard: 'speed < 100' })]);
    driver.engineDutyOf = () => ({ effect: 'cuts', guard: 'ignition == false' });
    await driver.report(VAN, { speed: 90, ignition: true, ageMs: 2 });
    expect(driver.store.inState('guarded').map(({ reason }) => reason)).toEqual([
      'The guard is not true: ignition == false',
    ]);
    await driver.report(VAN, { speed: 120, ignition: false, ageMs: 1 });
    expect(driver.sent).toEqual([]);
    await driver.report(VAN, { speed: 90, ignition: false });
    expect(driver.sent).toHaveLength(1);
  });

  test('freeing the engine calls off a cut that waits, in whatever words either was said', async () => {
    const driver = await onlineVan([]);
    driver.engineDutyOf = (command) =>
      command.type === 'raw' && command.command === 'RELAY,1#'
        ? { effect: 'cuts', guard: 'speed < 5' }
        : { effect: 'restores', guard: null };
    const text = (command: string) => ({ type: 'raw', command, reliable: true }) as const;
    await driver.request({ ...request('cut', true), command: text('RELAY,1#') });
    await driver.request({ ...request('free', true), command: text('RELAY,0#') });
    expect(driver.store.all.get('cut')).toMatchObject({ state: 'superseded', reason: 'Superseded by free' });
    await driver.report(VAN, { speed: 0 });
    expect(driver.sent.map(({ command }) => command.id)).toEqual(['free']);
  });

  test('one whose link was lost is not sent again when a newer wish came meanwhile', async () => {
    const driver = await onlineVan([]);
    await driver.request(request('cut', true));
    await driver.request(request('free', false));
    expect(driver.sent.map(({ command }) => command.id)).toEqual(['cut']);
    await driver.disconnect(VAN);
    await driver.connect(VAN);
    expect(driver.sent.map(({ command }) => command.id)).toEqual(['cut', 'free']);
    expect(driver.store.all.get('cut')).toMatchObject({ state: 'superseded', reason: 'Superseded by free' });
  });

  test('one that a restart interrupted is not sent again when a newer wish came meanwhile', async () => {
    const driver = await onlineVan([]);
    await driver.request(request('cut', true));
    await driver.request(request('free', false));
    const next = await driver.restart();
    await next.connect(VAN);
    expect(next.sent.map(({ command }) => command.id)).toEqual(['free']);
    expect(next.store.all.get('cut')?.state).toBe('superseded');
  });

  test('what waits is judged anew when its turn comes', async () => {
    const driver = new RuntimeDriver([]);
    await driver.request(request('switch', true));
    driver.refusal = 'It stops the engine now';
    await driver.connect(VAN);
    expect(driver.store.all.get('switch')).toMatchObject({
      state: 'rejected',
      reason: 'It stops the engine now',
    });
    expect(driver.sent).toEqual([]);
  });

  test('to a blocked or unable device are rejected with the reason', async () => {
    const driver = await onlineVan();
    driver.refusal = 'The model has no outputs';
    await driver.report(VAN, { speed: 91 });
    expect(driver.store.inState('rejected').map(({ reason }) => reason)).toEqual([
      'The model has no outputs',
    ]);
  });

  test('a reply that overtakes the word that the command is out ends it all the same', async () => {
    const driver = await onlineVan([]);
    const { promise, resolve } = Promise.withResolvers<void>();
    driver.linkSettles = promise;
    const command = { type: 'raw', command: 'status', reliable: true } as const;
    await driver.request({ ...request('first', true), command });
    await driver.request({ ...request('second', true), command });
    await driver.reply(VAN, 'first', 'done');
    expect(driver.store.all.get('first')?.state).toBe('delivered');
    resolve();
    await driver.settle();
    expect(driver.store.all.get('first')?.state).toBe('delivered');
    expect(driver.store.all.get('second')?.state).toBe('awaiting_reply');
    await driver.advance(MINUTE);
    expect(driver.sent.filter(({ command: { id } }) => id === 'first')).toHaveLength(1);
  });

  test('can be cancelled', async () => {
    const driver = new RuntimeDriver([]);
    await driver.request(request('buzzer', true));
    const cancelled = driver.runtime.cancel('buzzer', 'the owner');
    await driver.settle();
    expect((await cancelled)?.state).toBe('cancelled');
    await driver.connect(VAN);
    expect(driver.sent).toEqual([]);
  });

  test('can be cancelled before they are stored', async () => {
    const driver = await onlineVan([]);
    const asked = driver.runtime.request(request('buzzer', true));
    const cancelled = driver.runtime.cancel('buzzer', 'the owner');
    await driver.settle();
    expect((await asked).state).toBe('cancelled');
    expect((await cancelled)?.state).toBe('cancelled');
    expect(driver.sent).toEqual([]);
  });

  test('a lost link puts the command back until the device returns', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91 });
    await driver.disconnect(VAN);
    expect(driver.store.inState('waiting_for_device')).toHaveLength(1);
    await driver.connect(VAN);
    expect(driver.sent).toHaveLength(2);
  });
});
