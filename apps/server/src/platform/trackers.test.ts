import { platformCalls } from '@signalbox/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PlatformDriver, startPlatform } from '../testing/platform-driver.ts';

let platform: PlatformDriver;
beforeEach(async () => {
  platform = await startPlatform();
});
afterEach(() => platform.server.stop());

describe('trackers', () => {
  test('are listed with their source, blocked ones and clones too', async () => {
    const { storage } = platform.server;
    const { id, source } = platform.device();
    const clone = storage.devices.clone(id, { label: 'For the customer' });
    storage.devices.update(id, { blocked: true });
    const answer = await platform.call('tracker/list');
    const shown = {
      id: source.id,
      device_id: 'van-1',
      model: 'ngp_generic',
      blocked: true,
      creation_date: '2026-06-01',
    };
    expect(answer.text).toBe(
      JSON.stringify({
        success: true,
        list: [
          { id, label: 'Van 1', clone: false, group_id: 0, source: shown, tag_bindings: [] },
          {
            id: clone.id,
            label: 'For the customer',
            clone: true,
            group_id: 0,
            source: shown,
            tag_bindings: [],
          },
        ],
      }),
    );
    const one = await platform.call('tracker/read', { tracker_id: clone.id });
    expect(one.body['value']).toMatchObject({ id: clone.id, clone: true, source: { blocked: true } });
  });

  test('are chosen by a part of their label', async () => {
    platform.device();
    platform.device();
    const labels = async (...parts: string[]) => {
      const { body } = await platform.call('tracker/list', { labels: parts });
      return platformCalls['tracker/list'].response.parse(body).list.map(({ label }) => label);
    };
    expect(await labels('an 2')).toEqual(['Van 2']);
    expect(await labels('VAN', 'x')).toEqual(['Van 1', 'Van 2']);
    expect(await labels('nothing')).toEqual([]);
  });

  test('have names for their outputs', async () => {
    const { id } = platform.device('ngp_immobilizer');
    expect((await platform.call('tracker/get_outputs', { tracker_id: id })).text).toBe(
      '{"success":true,"result":[{"number":1,"title":"Output 1"},{"number":2,"title":"Output 2"}]}',
    );
  });

  test('have models that can different things', async () => {
    const codes = ['ngp_sensor', 'ngp_immobilizer'];
    const { body } = await platform.call('tracker/list_models', { codes });
    expect(body['list']).toMatchObject([
      { code: 'ngp_sensor', digital_outputs: 0, output_control: 'none', has_led_control: false },
      { code: 'ngp_immobilizer', digital_outputs: 2, output_control: 'default', has_led_control: false },
    ]);
  });
});

describe('get_state', () => {
  test('tells little of a tracker that has said nothing', async () => {
    const { id, source } = platform.device('ngp_generic', { online: false });
    const answer = await platform.call('tracker/get_state', { tracker_id: id });
    expect(answer.body).toEqual({
      success: true,
      user_time: '2026-06-01 12:00:00',
      state: {
        source_id: source.id,
        gps: {},
        connection_status: 'just_registered',
        movement_status: 'parked',
        inputs: [],
        outputs: [],
        additional: {},
      },
    });
  });

  test('tells what was reported last, with times, and no nulls', async () => {
    const { id, source } = platform.device('ngp_immobilizer');
    const record = {
      latitude: 48.1,
      longitude: 11.5,
      speed: 30,
      heading: 90,
      altitude: 500,
      battery_level: 80,
    };
    await platform.server.report(source.id, {
      ...record,
      ignition: true,
      output_status: 2,
      input_status: 1,
      rpm: 900,
    });
    platform.server.clock.advance(60_000);
    const answer = await platform.call('tracker/get_state', { tracker_id: id });
    const time = '2026-06-01 12:00:00';
    expect(answer.body).toEqual({
      success: true,
      user_time: '2026-06-01 12:01:00',
      state: {
        source_id: source.id,
        gps: { updated: time, location: { lat: 48.1, lng: 11.5 }, heading: 90, speed: 30, alt: 500 },
        connection_status: 'active',
        movement_status: 'moving',
        movement_status_update: time,
        ignition: true,
        ignition_update: time,
        last_update: time,
        battery_level: 80,
        battery_update: time,
        inputs: [true, false, false, false, false, false, false, false],
        inputs_update: time,
        outputs: [false, true],
        outputs_update: time,
        additional: { rpm: { value: 900, updated: time } },
        actual_track_update: time,
      },
    });
    expect(answer.text).not.toContain('null');
    platform.server.clock.advance(5 * 60_000);
    expect((await platform.call('tracker/get_state', { tracker_id: id })).body['state']).toMatchObject({
      connection_status: 'idle',
    });
  });

  test('fits the contract', async () => {
    const { id, source } = platform.device();
    await platform.server.report(source.id, { speed: 0, output_status: 1 });
    for (const path of [
      'tracker/get_state',
      'tracker/read',
      'tracker/list',
      'tracker/list_models',
    ] as const) {
      const { body } = await platform.call(path, { tracker_id: id });
      const parsed = platformCalls[path].response.safeParse(body);
      expect(parsed.error?.issues ?? []).toEqual([]);
      expect(parsed.data).toEqual(body);
    }
  });
});
