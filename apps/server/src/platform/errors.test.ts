import { type PlatformCall, platformCalls } from '@signalbox/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, type PlatformDriver, startPlatform } from '../testing/platform-driver.ts';

let platform: PlatformDriver;
beforeEach(async () => {
  platform = await startPlatform();
});
afterEach(() => platform.server.stop());

const HARDWARE = { name: 'x', type: 'hardware', config: { command: 'RELAY,1#', reliable: true } };

interface Row {
  /** Right parameters beside `tracker_id`. */
  readonly rest: object;
  readonly unknown: 201 | 204;
  readonly blocked: 208 | null;
  readonly clone: 219 | null;
  /** Of a sensor without outputs and LED. */
  readonly unsupported: 214 | null;
  readonly offline: 213 | null;
  /** A model that can. */
  readonly model: string;
}

/** What each call about a tracker answers, as the documents list it. */
const TABLE: Readonly<Record<string, Row>> = {
  'tracker/output/set': row({ output: 2, enable: true }, { unknown: 204, unsupported: 214, offline: 213 }),
  'tracker/output/set_all': row(
    { outputs: Array.from({ length: 8 }, () => true) },
    { unknown: 204, unsupported: 214, offline: 213 },
  ),
  'tracker/engine_immobilizer/read': row({}, { unknown: 204, unsupported: 214, model: 'ngp_immobilizer' }),
  'tracker/engine_immobilizer/set': row(
    { enabled: false },
    { unknown: 204, unsupported: 214, offline: 213, model: 'ngp_immobilizer' },
  ),
  'tracker/led/read': row({}, { unsupported: 214, offline: 213 }),
  'tracker/led/update': row({ value: true }, { unsupported: 214, offline: 213 }),
  'tracker/output_control/create': row({ output_control: HARDWARE }),
  'tracker/output_control/update': row({ output_control: { id: 1, ...HARDWARE } }),
  'tracker/output_control/execute': row({ id: 1 }),
  'tracker/output_control/delete': row({ id: 1 }),
  'tracker/command/create': row({ command: HARDWARE }),
  'tracker/command/update': row({ command: { id: 1, ...HARDWARE } }),
  'tracker/command/execute': row({ command_id: 1 }),
  'tracker/command/delete': row({ command_id: 1 }),
  'tracker/raw_command/send': row({ command: 'cpureset' }),
  'tracker/read': row({}, { blocked: null, clone: null }),
  'tracker/get_state': row({}, { clone: null }),
  'tracker/get_outputs': row({}, { clone: null }),
};

function row(rest: object, differs: Partial<Omit<Row, 'rest'>> = {}): Row {
  const usual = { unknown: 201, blocked: 208, clone: 219, unsupported: null, offline: null } as const;
  return { rest, model: 'ngp_generic', ...usual, ...differs };
}

const rows = Object.entries(TABLE);

describe('a call about a tracker', () => {
  test('is in the table', () => {
    const inContract = Object.values<PlatformCall>(platformCalls).filter(
      ({ tracker }) => tracker !== undefined,
    );
    expect(inContract.map(({ path }) => path).toSorted()).toEqual(Object.keys(TABLE).toSorted());
  });

  test.each(rows)('%s works for a tracker without a flaw', async (path, { rest, model }) => {
    const { id } = platform.device(model);
    platform.server.storage.outputControls.create(id, {
      name: 'x',
      type: 'hardware',
      config: { command: 'a', reliable: true },
    });
    const answer = await platform.call(path, { tracker_id: id, ...rest });
    expect(answer.body).toMatchObject({ success: true });
    expect(answer.status).toBe(200);
  });

  test.each(rows)('%s answers that the tracker is unknown', async (path, { rest, unknown }) => {
    const answer = await platform.call(path, { tracker_id: 999, ...rest });
    expect(codeOf(answer)).toBe(unknown);
    expect(answer.status).toBe(unknown === 204 ? 404 : 400);
  });

  test.each(rows)('%s answers that it is blocked', async (path, { rest, blocked }) => {
    const device = platform.device();
    if (!path.endsWith('create')) addControl(device.id);
    platform.server.storage.devices.update(device.id, { blocked: true });
    expect(codeOf(await platform.call(path, { tracker_id: device.id, ...rest }))).toBe(blocked);
  });

  test.each(rows)('%s answers that it is a clone', async (path, { rest, clone }) => {
    const device = platform.server.storage.devices.clone(platform.device().id);
    addControl(device.id);
    expect(codeOf(await platform.call(path, { tracker_id: device.id, ...rest }))).toBe(clone);
  });

  test.each(rows)('%s answers that its model cannot', async (path, { rest, unsupported }) => {
    const { id } = platform.device('ngp_sensor');
    addControl(id);
    expect(codeOf(await platform.call(path, { tracker_id: id, ...rest }))).toBe(unsupported);
  });

  test.each(rows)('%s answers that it is offline', async (path, { rest, offline, model }) => {
    const { id } = platform.device(model, { online: false });
    addControl(id);
    expect(codeOf(await platform.call(path, { tracker_id: id, ...rest }))).toBe(offline);
    expect(platform.server.sent).toEqual([]);
  });

  test.each(rows.filter(([, { offline }]) => offline !== null))(
    '%s creates nothing for an offline device',
    async (path, { rest, model }) => {
      const { id } = platform.device(model, { online: false });
      await platform.call(path, { tracker_id: id, ...rest });
      expect((await platform.server.owner.listDeliveries()).list).toEqual([]);
    },
  );
});

function addControl(trackerId: number): void {
  const config = { command: 'a', reliable: true };
  platform.server.storage.outputControls.create(trackerId, { name: 'x', type: 'hardware', config });
}

describe('precedence', () => {
  const set = { output: 1, enable: true };

  test('goes from the credential over right, parameters, tracker, blocked, clone and model to online', async () => {
    const { storage } = platform.server;
    const { source, id } = platform.device('ngp_sensor', { online: false });
    const clone = storage.devices.clone(id);
    storage.devices.update(id, { blocked: true });
    const unable = platform.server.keyWith();
    const path = 'tracker/output/set';

    expect(codeOf(await platform.call(path, {}, 'x'))).toBe(3);
    expect(codeOf(await platform.call(path, {}, 'x'.repeat(32)))).toBe(4);
    expect(codeOf(await platform.call(path, {}, unable))).toBe(13);
    expect(codeOf(await platform.call(path, { tracker_id: 999, output: 0 }))).toBe(7);
    expect(codeOf(await platform.call(path, { tracker_id: 999, ...set }))).toBe(204);
    expect(codeOf(await platform.call(path, { tracker_id: clone.id, ...set }))).toBe(208);
    storage.devices.update(id, { blocked: false });
    expect(codeOf(await platform.call(path, { tracker_id: clone.id, ...set }))).toBe(219);
    expect(codeOf(await platform.call(path, { tracker_id: id, ...set }))).toBe(214);
    expect(platform.server.online.has(source.id)).toBe(false);
  });

  test('asks whether the model can before whether it is there', async () => {
    const { id } = platform.device('ngp_immobilizer', { online: false });
    const ask = (output: number) =>
      platform.call('tracker/output/set', { tracker_id: id, output, enable: true });
    expect(codeOf(await ask(1))).toBe(214);
    expect(codeOf(await ask(3))).toBe(214);
    expect(codeOf(await ask(2))).toBe(213);
  });
});

describe('what a model cannot', () => {
  test.each([
    ['ngp_generic', 'tracker/output/set', { output: 9, enable: true }],
    ['ngp_generic', 'tracker/output/set_all', { outputs: [true] }],
    ['ngp_generic', 'tracker/output/set_all', { outputs: [] }],
    ['ngp_immobilizer', 'tracker/output/set_all', { outputs: [true, true] }],
    ['ngp_immobilizer', 'tracker/output/set', { output: 1, enable: false }],
    ['ngp_immobilizer', 'tracker/led/update', { value: true }],
    ['ngp_immobilizer', 'tracker/led/read', {}],
  ])('%s: %s %j is 214', async (model, path, rest) => {
    const { id } = platform.device(model);
    const answer = await platform.call(path, { tracker_id: id, ...rest });
    expect(answer.body).toEqual({
      success: false,
      status: {
        code: 214,
        description: 'Requested operation or parameters are not supported by the device',
      },
    });
    expect(answer.status).toBe(400);
    expect(platform.server.sent).toEqual([]);
  });
});

describe('an output control', () => {
  test.each(['update', 'execute', 'delete'])('of another tracker is not found by %s', async (what) => {
    const { id } = platform.device();
    const other = platform.device();
    addControl(other.id);
    const parameters = what === 'update' ? { output_control: { id: 1, ...HARDWARE } } : { id: 1 };
    const answer = await platform.call(`tracker/output_control/${what}`, { tracker_id: id, ...parameters });
    expect(codeOf(answer)).toBe(201);
    expect(platform.server.storage.outputControls.get(other.id, 1)).toMatchObject({
      config: { command: 'a' },
    });
    expect(platform.server.sent).toEqual([]);
  });

  test('beyond 100 of a tracker is over quota', async () => {
    const { id } = platform.device();
    for (let count = 0; count < 100; count += 1) addControl(id);
    const answer = await platform.call('tracker/output_control/create', {
      tracker_id: id,
      output_control: HARDWARE,
    });
    expect(codeOf(answer)).toBe(268);
    expect(answer.status).toBe(402);
  });
});

describe('wrong parameters', () => {
  const software = { url: 'https://a.example', headers: [], body: '{}' };
  const create = (config: object, more: object = {}) => ({
    output_control: { name: 'x', type: 'software', config: { ...software, ...config }, ...more },
  });

  test.each<[string, object, string]>([
    ['tracker/output/set', {}, 'output'],
    ['tracker/output/set', { output: '1', enable: true }, 'output'],
    ['tracker/output/set', { output: 0, enable: true }, 'output'],
    ['tracker/output/set', { output: 1.5, enable: true }, 'output'],
    ['tracker/output/set', { output: 1, enable: 'true' }, 'enable'],
    ['tracker/output/set', { tracker_id: '1', output: 1, enable: true }, 'tracker_id'],
    ['tracker/output/set', { tracker_id: -1, output: 1, enable: true }, 'tracker_id'],
    ['tracker/output/set', { tracker_id: 1.5, output: 1, enable: true }, 'tracker_id'],
    ['tracker/output/set', { tracker_id: 2 ** 53, output: 1, enable: true }, 'tracker_id'],
    ['tracker/output/set_all', { outputs: true }, 'outputs'],
    ['tracker/output/set_all', { outputs: [1] }, 'outputs[0]'],
    ['tracker/led/update', { value: 1 }, 'value'],
    ['tracker/output_control/create', {}, 'output_control'],
    ['tracker/output_control/create', { output_control: '{}' }, 'output_control'],
    [
      'tracker/output_control/create',
      { output_control: { type: 'hardware', config: {} } },
      'output_control.name',
    ],
    ['tracker/output_control/create', { output_control: { name: 'x', type: 'sms' } }, 'output_control.type'],
    ['tracker/output_control/create', create({}, { name: 'a\u0000' }), 'output_control.name'],
    ['tracker/output_control/create', create({ url: 'ftp://a' }), 'output_control.config.url'],
    ['tracker/output_control/create', create({ url: 'https://u:p@a.example' }), 'output_control.config.url'],
    ['tracker/output_control/create', create({ url: 'https://[::1' }), 'output_control.config.url'],
    ['tracker/output_control/create', create({ url: 'https://{{host}}/' }), 'output_control.config.url'],
    ['tracker/output_control/create', create({ body: '{{#each}}' }), 'output_control.config.body'],
    [
      'tracker/output_control/create',
      create({ headers: [{ key: 'A', value: 'b\r\nX: y' }] }),
      'output_control.config.headers[0].value',
    ],
    [
      'tracker/output_control/create',
      { output_control: { name: 'x', type: 'hardware', config: { command: 'a\u0000' } } },
      'output_control.config.command',
    ],
    ['tracker/output_control/update', { output_control: HARDWARE }, 'output_control.id'],
    ['tracker/output_control/execute', { id: '1' }, 'id'],
    ['tracker/raw_command/send', { command: 'xyz', type: 'hex' }, 'command'],
    ['tracker/raw_command/send', { command: 'a\nb' }, 'command'],
    ['tracker/batch_get_output_controls', { trackers: [1, 'a'] }, 'trackers[1]'],
    ['tracker/batch_get_output_controls', { trackers: [1, 777] }, 'trackers[1]'],
    ['tracker/list', { labels: [] }, 'labels'],
    ['tracker/list', { labels: ['a', 'a'] }, 'labels'],
    ['user/auth', { login: 'x' }, 'password'],
  ])('of %s: %j are named', async (path, parameters, parameter) => {
    const { id } = platform.device();
    const answer = await platform.call(path, { tracker_id: id, ...parameters });
    expect(answer.body).toMatchObject({
      success: false,
      status: { code: 7, description: 'Invalid parameters' },
      errors: expect.arrayContaining([{ parameter, error: expect.any(String) }]),
    });
    expect(answer.status).toBe(400);
    expect(platform.server.storage.outputControls.list()).toEqual([]);
    expect(platform.server.sent).toEqual([]);
  });
});

describe('a server in trouble', () => {
  test('answers without a word about its insides', async () => {
    platform.server.storage.close();
    const answer = await platform.call('tracker/list');
    expect(answer.body).toEqual({ success: false, status: { code: 6, description: 'Unexpected error' } });
    expect(answer.status).toBe(500);
    expect(platform.server.logged.map(({ text }) => text)).toContain('A request failed');
  });
});
