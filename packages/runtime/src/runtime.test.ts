import { describe, expect, test } from 'vitest';
import type { CommandSpec } from '@signalbox/delivery';
import { textHash } from '@signalbox/flow';
import { StoreUnavailable } from './ports.ts';
import { doorFlow, flow, NOON, RuntimeDriver, speedingFlow } from './testing/runtime-driver.ts';

const VAN = 1;
const TRAILER = 2;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const REFUSED = 'refused: The records could not be processed; they are in quarantine';

async function onlineVan(flows = [speedingFlow()]): Promise<RuntimeDriver> {
  const driver = new RuntimeDriver(flows);
  await driver.connect(VAN);
  return driver;
}

/** A van whose records cannot be committed once one of them says `poison`. */
async function poisonedVan(): Promise<RuntimeDriver> {
  const driver = await onlineVan();
  driver.store.beforeCommit = ({ messages }) => {
    if (messages.some(({ body }) => body.includes('poison'))) throw new TypeError('a bug');
  };
  return driver;
}

function request(id: string, value: boolean): CommandSpec {
  return {
    kind: 'command',
    id,
    origin: null,
    targetSourceId: VAN,
    command: { type: 'set_output', output: 1, value },
    guard: null,
    retry: { max_attempts: 5, first_delay_s: 1, factor: 2, max_delay_s: 60, jitter: true },
    createdAt: NOON,
    expiresAt: NOON + 2 * MINUTE,
  };
}

describe('the path from a message to its proof', () => {
  test('a speeding van switches its buzzer on, and a newer record proves it', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91, output_status: 0 });
    expect(driver.sent.map(({ command }) => command.command)).toEqual([
      { type: 'set_output', output: 1, value: true },
    ]);
    const id = driver.sent[0]?.command.id ?? '';
    expect(driver.store.all.get(id)?.state).toBe('awaiting_reply');
    await driver.reply(VAN, id, 'done');
    expect(driver.store.all.get(id)?.state).toBe('confirming');
    await driver.advance(5 * SECOND);
    await driver.report(VAN, { speed: 92, output_status: 1 });
    expect(driver.store.all.get(id)?.state).toBe('confirmed');
    expect(driver.sent).toHaveLength(1);
    expect(driver.faults).toEqual([]);
  });

  test('a record older than the send proves nothing', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91, output_status: 0, ageMs: 20 * SECOND });
    const id = driver.sent[0]?.command.id ?? '';
    await driver.reply(VAN, id, 'done');
    await driver.report(VAN, { speed: 93, output_status: 1, ageMs: 10 * SECOND });
    expect(driver.store.all.get(id)?.state).toBe('confirming');
  });

  test('a reply without proof ends unconfirmed after three minutes', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91 });
    await driver.reply(VAN, driver.sent[0]?.command.id ?? '', 'done');
    await driver.advance(3 * MINUTE);
    expect(driver.store.inState('unconfirmed')).toHaveLength(1);
  });

  test('a webhook carries the rendered body and ends delivered', async () => {
    const driver = new RuntimeDriver([doorFlow()]);
    await driver.report(TRAILER, { door: true });
    expect(driver.posted.map(({ spec }) => spec.request.body)).toEqual(['{"door":true}']);
    expect(driver.store.inState('delivered')).toHaveLength(1);
  });
});

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

describe('timeliness', () => {
  test('a late record moves no output', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 50, output_status: 0 });
    await driver.report(VAN, { speed: 140, ageMs: 3 * 60 * MINUTE });
    expect(driver.sent).toEqual([]);
    expect(driver.runtime.stats.messages.late).toBe(1);
  });

  test('a duplicate is acknowledged and nothing else', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91 });
    await driver.report(VAN, { speed: 91 });
    expect(driver.acks).toEqual(['durable', 'durable']);
    expect(driver.store.messages).toHaveLength(1);
    expect(driver.runtime.stats.messages.duplicate).toBe(1);
  });

  test('a late record that the store holds is a duplicate also after a restart', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 40, ageMs: MINUTE });
    await driver.report(VAN, { speed: 50 });
    const next = await driver.restart();
    await next.report(VAN, { speed: 40, ageMs: MINUTE });
    expect(next.runtime.stats.messages).toMatchObject({ duplicate: 1, late: 0 });
  });

  test('records of one packet are taken by time, whatever their order', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 40, output_status: 0 }, { speed: 120, ageMs: 10 * SECOND });
    expect((await driver.runtime.attributes(VAN)).get('speed')?.value).toBe(40);
  });
});

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

describe('webhooks', () => {
  test('are retried with back-off until they succeed, under the same id', async () => {
    const driver = new RuntimeDriver([doorFlow()]);
    driver.answerWebhook = async () => ({ ok: false, failure: { retry: 'later', reason: 'HTTP 503' } });
    await driver.report(TRAILER, { door: true });
    expect(driver.store.inState('backing_off').map(({ reason }) => reason)).toEqual([
      expect.stringContaining('HTTP 503'),
    ]);
    driver.answerWebhook = async () => ({ ok: true, status: 200, body: null });
    await driver.advance(2 * SECOND);
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

describe('flows', () => {
  test('a new version decides the next message', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91, output_status: 1, ageMs: 5 });
    driver.publish([]);
    await driver.report(VAN, { speed: 91, output_status: 0 });
    expect(driver.sent).toEqual([]);
  });

  test('the wires of an action run when its delivery ended', async () => {
    const chained = flow(3, {
      title: 'Tell that the buzzer is on',
      nodes: [
        { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [VAN] } },
        {
          id: 2,
          type: 'action',
          data: { title: 'On', actions: [{ type: 'set_output', number: 1, value: true }] },
        },
        { id: 3, type: 'webhook', data: { title: 'Tell', url: 'https://example.com/on' } },
        { id: 4, type: 'webhook', data: { title: 'Alarm', url: 'https://example.com/failed' } },
      ],
      edges: [
        { from: 1, to: 2 },
        { from: 2, to: 3, type: 'success_edge' },
        { from: 2, to: 4, type: 'failure_edge' },
      ],
    });
    const driver = await onlineVan([chained]);
    await driver.report(VAN, { output_status: 0 });
    const id = driver.sent[0]?.command.id ?? '';
    await driver.reply(VAN, id, 'rejected', 'wired off');
    expect(driver.posted.map(({ spec }) => spec.request.url)).toEqual(['https://example.com/failed']);
  });

  test('a record of an unknown or blocked source is refused', async () => {
    const driver = await onlineVan();
    driver.sources.delete(VAN);
    await driver.report(VAN, { speed: 91 });
    expect(driver.acks).toEqual(['refused: The source is unknown or blocked']);
    expect(driver.store.messages).toEqual([]);
  });
});

describe('following a delivery', () => {
  test('tells each durable state until it is ended', async () => {
    const driver = await onlineVan();
    const states: string[] = [];
    const end = driver.runtime.follow('buzzer', ({ state }) => states.push(state));
    await driver.request(request('buzzer', true));
    expect(states).toEqual(['sending', 'awaiting_reply']);
    expect(driver.store.all.get('buzzer')?.state).toBe('awaiting_reply');
    end();
    await driver.reply(VAN, 'buzzer', 'done');
    expect(states).toHaveLength(2);
  });
});
