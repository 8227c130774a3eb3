import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OWNER_KEY } from '../testing/test-server.ts';
import { type PlatformDriver, startPlatform } from '../testing/platform-driver.ts';

/*
 * The examples of the three documents that this API is specified by, with hash and ids replaced:
 * the request as it is printed there gives the answer that is printed there, field by field and in
 * that order.
 */

let platform: PlatformDriver;
beforeEach(async () => {
  platform = await startPlatform();
});
afterEach(() => platform.server.stop());

const DONE = '{"success":true}';
const hash = OWNER_KEY;

const HARDWARE = {
  name: 'engine_stop',
  type: 'hardware',
  config: { command: 'RELAY,1#', reliable: true },
};

const SOFTWARE = {
  name: 'webhook_action',
  type: 'software',
  config: {
    url: 'https://example.com/webhook',
    headers: [
      { key: 'Authorization', value: 'Bearer <TOKEN>' },
      { key: 'Content-Type', value: 'application/json' },
    ],
    body: '{"tracker_id": {{device_id}}, "action": "execute_output_control"}',
  },
};

function post(path: string, payload: object) {
  return platform.request({ method: 'POST', url: `/v2/${path}`, payload });
}

function get(address: string) {
  return platform.request({ url: `/v2/${address}` });
}

describe('LED', () => {
  test('read tells that it is on, by POST and by GET', async () => {
    const device = platform.device();
    await post('tracker/led/update', { hash, tracker_id: device.id, value: true });
    await platform.reply(device, 'done');

    expect((await post('tracker/led/read', { hash, tracker_id: device.id })).text).toBe(
      '{"success":true,"value":true}',
    );
    expect((await get(`tracker/led/read?hash=${hash}&tracker_id=${device.id}`)).text).toBe(
      '{"success":true,"value":true}',
    );
  });

  test('update switches it on, by POST and by GET', async () => {
    const device = platform.device();
    const { id } = device;
    expect((await post('tracker/led/update', { hash, tracker_id: id, value: true })).text).toBe(DONE);
    await platform.reply(device, 'done');
    expect((await get(`tracker/led/update?hash=${hash}&tracker_id=${id}&value=true`)).text).toBe(DONE);
    expect(platform.server.sent.map(({ command }) => command)).toEqual([
      { type: 'set_led', value: true },
      { type: 'set_led', value: true },
    ]);
  });
});

describe('outputs', () => {
  test('set_all sets all of them', async () => {
    const { id } = platform.device();
    const outputs = [true, true, false, false, false, false, false, false];
    expect((await post('tracker/output/set_all', { hash, tracker_id: id, outputs })).text).toBe(DONE);
    expect(platform.server.sent[0]?.command).toEqual({ type: 'set_outputs', values: outputs });
  });

  test('set sets one, counted from 1', async () => {
    const { id } = platform.device();
    expect((await post('tracker/output/set', { hash, tracker_id: id, output: 1, enable: true })).text).toBe(
      DONE,
    );
    expect(platform.server.sent[0]?.command).toEqual({ type: 'set_output', output: 1, value: true });
  });
});

describe('output control', () => {
  test.each([HARDWARE, SOFTWARE])('create gives the object with its id: $type', async (output_control) => {
    const { id } = platform.device();
    const answer = await post('tracker/output_control/create', { hash, tracker_id: id, output_control });
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(JSON.stringify({ success: true, value: { id: 1, ...output_control } }));
  });

  test('update gives the object anew', async () => {
    const { id } = platform.device();
    await post('tracker/output_control/create', { hash, tracker_id: id, output_control: HARDWARE });
    const output_control = {
      id: 1,
      name: 'engine_stop_updated',
      type: 'hardware',
      config: { command: 'RELAY,0#', reliable: true },
    };
    const answer = await post('tracker/output_control/update', { hash, tracker_id: id, output_control });
    expect(answer.text).toBe(JSON.stringify({ success: true, value: output_control }));
  });

  test('execute runs it', async () => {
    const { id } = platform.device();
    await post('tracker/output_control/create', { hash, tracker_id: id, output_control: HARDWARE });
    expect((await post('tracker/output_control/execute', { hash, tracker_id: id, id: 1 })).text).toBe(DONE);
    expect(platform.server.sent[0]?.command).toEqual({ type: 'raw', command: 'RELAY,1#', reliable: true });
  });

  test('delete removes it', async () => {
    const { id } = platform.device();
    await post('tracker/output_control/create', { hash, tracker_id: id, output_control: HARDWARE });
    expect((await post('tracker/output_control/delete', { hash, tracker_id: id, id: 1 })).text).toBe(DONE);
    const empty = await post('tracker/batch_get_output_controls', { hash, trackers: [id] });
    expect(empty.text).toBe(`{"result":{"${id}":[]},"success":true}`);
  });
});

describe('batch_get_output_controls', () => {
  const reboot = { name: 'Reboot', type: 'hardware', config: { command: 'cpureset', reliable: true } };
  const notify = {
    name: 'Notify Slack',
    type: 'software',
    config: {
      url: 'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXXXXXX',
      headers: [],
      body: '{\n  "text": "Device {{device_id}}: speed {{speed}} km/h at {{latitude}}, {{longitude}}"\n}',
    },
  };

  beforeEach(async () => {
    const { id } = platform.device();
    platform.device();
    platform.device();
    for (const output_control of [reboot, notify]) {
      await post('tracker/output_control/create', { hash, tracker_id: id, output_control });
    }
  });

  const controls = JSON.stringify([
    { id: 1, ...reboot },
    { id: 2, ...notify },
  ]);

  test('gives those of chosen trackers', async () => {
    const answer = await post('tracker/batch_get_output_controls', { hash, trackers: [1] });
    expect(answer.text).toBe(`{"result":{"1":${controls}},"success":true}`);
  });

  test('gives those of all trackers, empty lists among them', async () => {
    const answer = await post('tracker/batch_get_output_controls', { hash });
    expect(answer.text).toBe(`{"result":{"1":${controls},"2":[],"3":[]},"success":true}`);
  });

  test('keeps the order that was asked for', async () => {
    const answer = await post('tracker/batch_get_output_controls', { hash, trackers: [3, 1, 2] });
    expect(answer.text).toBe(`{"result":{"3":[],"1":${controls},"2":[]},"success":true}`);
  });

  test('takes an empty list for all', async () => {
    const answer = await get(`tracker/batch_get_output_controls?hash=${hash}&trackers=[]`);
    expect(Object.keys(answer.body['result'] ?? {})).toEqual(['1', '2', '3']);
  });
});

describe('the renamed form', () => {
  const http = { ...SOFTWARE, type: 'http' };

  test('creates, lists, changes, runs and deletes the same controls', async () => {
    const { id } = platform.device();
    const tracker = { hash, tracker_id: id };
    expect((await post('tracker/command/create', { ...tracker, command: http })).text).toBe(
      '{"success":true,"id":1}',
    );
    expect((await post('tracker/batch_get_commands', { hash, trackers: [id] })).text).toBe(
      JSON.stringify({ result: { [id]: [{ id: 1, ...http }] }, success: true }),
    );
    const older = await post('tracker/batch_get_output_controls', { hash, trackers: [id] });
    expect(older.body['result']).toEqual({ [id]: [{ id: 1, ...SOFTWARE }] });
    expect((await post('tracker/command/update', { ...tracker, command: { id: 1, ...HARDWARE } })).text).toBe(
      DONE,
    );
    expect((await post('tracker/command/execute', { ...tracker, command_id: 1 })).text).toBe(DONE);
    expect(platform.server.sent).toHaveLength(1);
    expect((await post('tracker/command/delete', { ...tracker, command_id: 1 })).text).toBe(DONE);
  });

  test.each([
    ['tracker/command/create', 'command', SOFTWARE],
    ['tracker/output_control/create', 'output_control', http],
  ])('keeps the names of types apart: %s', async (path, name, content) => {
    const { id } = platform.device();
    const answer = await post(path, { hash, tracker_id: id, [name]: content });
    expect(answer.body).toMatchObject({ status: { code: 7 }, errors: [{ parameter: `${name}.type` }] });
  });
});
