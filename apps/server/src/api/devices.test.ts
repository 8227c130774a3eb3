import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashSecret } from '../access/secrets.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

const van = { label: 'Van 1', device_id: 'van-1', model: 'ngp_generic' };

describe('a device', () => {
  test('is registered with a key that is shown once and kept as a hash', async () => {
    const created = await server.owner.createDevice({ body: van });

    expect(created).toMatchObject({
      label: 'Van 1',
      clone: false,
      source: { device_id: 'van-1', model: 'ngp_generic', blocked: false },
      connection: { online: false, last_message_at: null },
      outputs: Array.from({ length: 8 }, () => null),
      led: false,
      attributes: {},
    });
    expect(created.key).toMatch(/^[0-9A-Za-z]{32}$/);
    expect(server.storage.devices.keyHashOf('van-1')?.keyHash).toBe(hashSecret(created.key));
    const shown = await server.request({ url: `/api/devices/${created.id}` }, server.keyWith('devices_read'));
    expect(shown.body).not.toContain(created.key);
  });

  test.each([
    ['', 'empty'],
    ['a'.repeat(65), '65 characters'],
    ['van 1', 'a space'],
    ['van/1', 'a slash'],
    ['van+1', 'a plus'],
    ['vän', 'an umlaut'],
    ['van\n', 'a line feed'],
  ])('has no device_id like %j (%s)', async (deviceId) => {
    const failure = server.owner.createDevice({ body: { ...van, device_id: deviceId } });
    await expect(failure).rejects.toMatchObject({
      problem: { code: 'invalid_input', errors: [{ path: 'body.device_id' }] },
    });
  });

  test.each(['a', 'A.b_c-9', '8'.repeat(64)])('may have the device_id %s', async (deviceId) => {
    const created = await server.owner.createDevice({ body: { ...van, device_id: deviceId } });
    expect(created.source.device_id).toBe(deviceId);
  });

  test('has a device_id of its own', async () => {
    await server.owner.createDevice({ body: van });
    await expect(server.owner.createDevice({ body: van })).rejects.toMatchObject({
      problem: { status: 409, code: 'device_id_taken' },
    });
  });

  test('is of a known model', async () => {
    await expect(server.owner.createDevice({ body: { ...van, model: 'toaster' } })).rejects.toThrow(
      'There is no model "toaster"; known are ngp_generic, ngp_sensor, ngp_immobilizer, ',
    );
  });

  test('shows its last attributes, outputs, LED and connection', async () => {
    const { id, source } = await server.owner.createDevice({ body: { ...van, model: 'ngp_immobilizer' } });
    server.online.add(source.id);
    await server.report(source.id, { speed: 42, output_status: 2, led: true });

    const shown = await server.owner.getDevice({ params: { id } });

    expect(shown).toMatchObject({
      attributes: { speed: 42, output_status: 2 },
      attribute_times: { speed: '2026-06-01T12:00:00.000Z' },
      outputs: [false, true],
      led: true,
      connection: { online: true, last_message_at: '2026-06-01T12:00:00.000Z' },
    });
    expect((await server.owner.listDevices()).list).toMatchObject([{ id, outputs: [false, true] }]);
  });

  test('is renamed and blocked', async () => {
    const { id, source } = await server.owner.createDevice({ body: van });
    const changed = await server.owner.updateDevice({
      params: { id },
      body: { label: 'Bus', blocked: true },
    });

    expect(changed).toMatchObject({ label: 'Bus', source: { blocked: true } });
    expect(await server.report(source.id, { speed: 1 })).toMatch(/blocked/);
  });

  test('has limits of age of its own', async () => {
    const { id, timeliness } = await server.owner.createDevice({ body: van });
    expect(timeliness).toEqual({ max_live_age_s: 300, max_ahead_s: 600, correct_week_rollover: false });
    const patch = { max_live_age_s: 60, correct_week_rollover: true };
    const changed = await server.owner.updateDevice({ params: { id }, body: { timeliness: patch } });
    expect(changed.timeliness).toEqual({ ...timeliness, ...patch });
    const again = await server.owner.updateDevice({
      params: { id },
      body: { timeliness: { max_ahead_s: 0 } },
    });
    expect(again.timeliness).toEqual({ ...timeliness, ...patch, max_ahead_s: 0 });
    expect((await server.owner.getDevice({ params: { id } })).timeliness).toEqual(again.timeliness);
    await server.owner.updateDevice({ params: { id }, body: { timeliness: null } });
    expect((await server.owner.getDevice({ params: { id } })).timeliness).toEqual(timeliness);
  });

  test.each([{ max_live_age_s: 0 }, { max_live_age_s: 86_401 }, { max_ahead_s: -1 }])(
    'has no limits like %j',
    async (timeliness) => {
      const { id } = await server.owner.createDevice({ body: van });
      const failure = server.owner.updateDevice({ params: { id }, body: { timeliness } });
      await expect(failure).rejects.toMatchObject({ problem: { code: 'invalid_input' } });
    },
  );

  test('has labels, each once', async () => {
    const { id, labels } = await server.owner.createDevice({ body: { ...van, labels: ['north', 'north'] } });
    expect(labels).toEqual(['north']);
    const body = { labels: ['south', 'rented'] };
    expect(await server.owner.updateDevice({ params: { id }, body })).toMatchObject(body);
  });

  test('is cloned: another tracker of the same source', async () => {
    const original = await server.owner.createDevice({ body: van });
    const clone = await server.owner.cloneDevice({ params: { id: original.id } });

    expect(clone).toMatchObject({ label: 'Van 1', clone: true, source: original.source });
    expect(clone.id).not.toBe(original.id);
    const named = await server.owner.cloneDevice({ params: { id: original.id }, body: { label: 'View' } });
    expect(named.label).toBe('View');
  });

  test('gets a new key and loses the old one', async () => {
    const { id, key } = await server.owner.createDevice({ body: van });
    const rekeyed = await server.owner.rekeyDevice({ params: { id } });

    expect(rekeyed.key).not.toBe(key);
    expect(server.storage.devices.keyHashOf('van-1')?.keyHash).toBe(hashSecret(rekeyed.key));
  });

  test('is deleted', async () => {
    const { id } = await server.owner.createDevice({ body: van });
    await server.owner.deleteDevice({ params: { id } });

    await expect(server.owner.getDevice({ params: { id } })).rejects.toMatchObject({
      problem: { status: 404, detail: `Device ${id} does not exist.` },
    });
  });

  test('has a history of records and of single attributes, in pages', async () => {
    const { id, source } = await server.owner.createDevice({ body: van });
    for (const speed of [10, 20, 30]) {
      await server.report(source.id, { speed });
      server.clock.advance(1000);
    }

    const first = await server.owner.listDeviceRecords({ params: { id }, query: { limit: 2 } });
    expect(first.list.map(({ attributes }) => attributes['speed'])).toEqual([30, 20]);
    const rest = await server.owner.listDeviceRecords({
      params: { id },
      query: { limit: 2, cursor: first.next_cursor ?? '' },
    });
    expect(rest.list).toMatchObject([{ timeliness: 'live', attributes: { speed: 10 } }]);
    expect(rest.next_cursor).toBeNull();

    const samples = await server.owner.listAttributeSamples({ params: { id, name: 'speed' } });
    expect(samples.list.map(({ value }) => value)).toEqual([30, 20, 10]);
    const none = await server.owner.listAttributeSamples({ params: { id, name: 'constructor' } });
    expect(none.list).toEqual([]);
  });
});

describe('many devices', () => {
  test('are registered at once; what is wrong with one does not concern the others', async () => {
    await server.owner.createDevice({ body: van });
    const { list } = await server.owner.createDevices({
      body: {
        devices: [van, { ...van, device_id: 'van-2' }, { ...van, device_id: 'van-3', model: 'toaster' }],
      },
    });

    expect(list).toEqual([
      { device_id: 'van-1', id: null, key: null, problem: expect.stringContaining('exists already') },
      { device_id: 'van-2', id: expect.any(Number), key: expect.stringMatching(/^\w{32}$/), problem: null },
      { device_id: 'van-3', id: null, key: null, problem: expect.stringContaining('no model "toaster"') },
    ]);
    expect(server.storage.devices.keyHashOf('van-2')?.keyHash).toBe(hashSecret(list[1]?.key ?? ''));
  });
});

describe('devices that are not registered', () => {
  test('are listed from their attempts until they are registered', async () => {
    server.unknownDevices.note('van-1', '10.0.0.7');
    server.unknownDevices.note('van-2', '10.0.0.8');
    expect((await server.owner.listUnknownDevices()).list).toEqual([
      { device_id: 'van-2', attempts: 1, last_attempt_at: '2026-06-01T12:00:00.000Z', address: '10.0.0.8' },
      { device_id: 'van-1', attempts: 1, last_attempt_at: '2026-06-01T12:00:00.000Z', address: '10.0.0.7' },
    ]);

    await server.owner.createDevice({ body: van });
    expect((await server.owner.listUnknownDevices()).list).toMatchObject([{ device_id: 'van-2' }]);
  });

  test('are noticed over HTTP too, unlike a wrong key of one that is', async () => {
    await server.owner.createDevice({ body: van });
    for (const id of ['van-1', 'van-9', 'van-9']) {
      const headers = { authorization: 'Bearer guess' };
      await server.request({ method: 'POST', url: `/ngp/${id}`, headers, payload: '{}' });
    }
    expect((await server.owner.listUnknownDevices()).list).toMatchObject([
      { device_id: 'van-9', attempts: 2, address: '127.0.0.1' },
    ]);
  });
});

describe('models', () => {
  test('say what each can do', async () => {
    const { list } = await server.owner.listModels();
    expect(list).toContainEqual(
      expect.objectContaining({ code: 'ngp_immobilizer', outputs: 2, engine_block_output: 1, batch: false }),
    );
  });
});
