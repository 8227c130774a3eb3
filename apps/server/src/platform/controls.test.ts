import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, type PlatformDriver, startPlatform } from '../testing/platform-driver.ts';

let platform: PlatformDriver;
beforeEach(async () => {
  platform = await startPlatform();
});
afterEach(() => platform.server.stop());

interface Software {
  readonly url?: string;
  readonly headers?: readonly { readonly key: string; readonly value: string }[];
  readonly body?: string;
}

/** Makes a software control and runs it; the device reported `attributes` before. */
async function run(config: Software, attributes: Record<string, string | number | null> = {}) {
  const device = platform.device('ngp_generic', { online: false });
  await platform.server.report(device.source.id, attributes);
  const { url = 'https://a.example/hook', headers = [], body = '{}' } = config;
  const output_control = { name: 'x', type: 'software', config: { url, headers, body } };
  await platform.call('tracker/output_control/create', { tracker_id: device.id, output_control });
  const answer = await platform.call('tracker/output_control/execute', { tracker_id: device.id, id: 1 });
  expect(codeOf(answer)).toBeNull();
  return { device, request: platform.server.posted[0]?.request };
}

describe('a software control', () => {
  test('posts its body with the current attributes in it, to a URL, with its headers', async () => {
    const { request } = await run(
      {
        url: 'https://a.example/{{device_id}}?s={{speed}}',
        headers: [{ key: 'X-Label', value: 'van {{plate}}' }],
        body: '{"id": {{device_id}}, "text": "at {{speed}} km/h", "none": {{missing}}}',
      },
      { speed: 42.5, plate: 'M AB 1' },
    );
    expect(request).toEqual({
      method: 'POST',
      url: 'https://a.example/van-1?s=42.5',
      headers: [{ key: 'X-Label', value: 'van M AB 1' }],
      body: '{"id": "van-1", "text": "at 42.5 km/h", "none": null}',
      timeoutMs: 10_000,
    });
  });

  test('stays JSON, a URL and one header whatever a device reports', async () => {
    const evil = '"}, {"admin": true\r\nX-Evil: 1 ../../?x=';
    const { request } = await run(
      {
        url: 'https://a.example/{{v}}',
        headers: [{ key: 'A', value: '{{v}}' }],
        body: '{"text": "{{v}}", "bare": {{v}}}',
      },
      { v: evil },
    );
    expect(JSON.parse(request?.body ?? '')).toEqual({ text: evil, bare: evil });
    expect(new URL(request?.url ?? '').host).toBe('a.example');
    expect(request?.headers[0]?.value).not.toMatch(/[\r\n]/);
  });

  test('leaves a body alone that its headers say is no JSON', async () => {
    const { request } = await run(
      { headers: [{ key: 'content-type', value: 'text/plain' }], body: 'says {{v}}' },
      { v: 'a "b"' },
    );
    expect(request?.body).toBe('says a "b"');
  });

  test('needs no device, and its delivery is found under its tracker', async () => {
    const { device } = await run({});
    const { list } = await platform.server.owner.listDeliveries({ query: { tracker_id: device.id } });
    expect(list).toMatchObject([
      {
        kind: 'webhook',
        state: 'delivered',
        tracker_id: device.id,
        source_id: device.source.id,
        flow_id: null,
      },
    ]);
  });

  test('is tried again like any webhook', async () => {
    platform.server.receiver.answer = { ok: false, failure: { retry: 'later', reason: 'HTTP 503' } };
    const { device } = await run({});
    platform.server.receiver.answer = { ok: true, status: 200, body: null };
    platform.server.clock.advance(2000);
    await platform.server.report(device.source.id, {});
    expect(platform.server.posted).toHaveLength(2);
    expect(new Set(platform.server.posted.map(({ id }) => id)).size).toBe(1);
  });
});

describe('a hardware control', () => {
  test('waits for a device that is offline', async () => {
    const { id } = platform.device('ngp_generic', { online: false });
    const output_control = { name: 'x', type: 'hardware', config: { command: 'RELAY,<>#' } };
    const created = await platform.call('tracker/output_control/create', { tracker_id: id, output_control });
    expect(created.body['value']).toEqual({
      id: 1,
      ...output_control,
      config: { command: 'RELAY,<>#', reliable: true },
    });
    expect(
      codeOf(await platform.call('tracker/output_control/execute', { tracker_id: id, id: 1 })),
    ).toBeNull();
    const { list } = await platform.server.owner.listDeliveries({ query: { tracker_id: id } });
    expect(list).toMatchObject([{ state: 'waiting_for_device', summary: 'command "RELAY,<>#"' }]);
  });
});

describe('the param of a command', () => {
  const create = (command: object) => platform.call('tracker/command/create', { tracker_id: 1, command });
  const execute = (param?: string) =>
    platform.call('tracker/command/execute', {
      tracker_id: 1,
      command_id: 1,
      ...(param === undefined ? {} : { param }),
    });
  const hardware = (command: string) => ({ name: 'x', type: 'hardware', config: { command } });
  const http = (body: string) => ({ name: 'x', type: 'http', config: { url: 'https://a.example', body } });

  beforeEach(() => {
    platform.device();
  });

  test('stands where the command has <>', async () => {
    await create(hardware('SPEED,<>#'));
    expect(codeOf(await execute('$& 90'))).toBeNull();
    expect(platform.server.sent[0]?.command).toMatchObject({ command: 'SPEED,$& 90#' });
  });

  test.each([
    ['{"limit": <>}', '90', { limit: 90 }],
    ['{"limit": "<>"}', '090', { limit: '090' }],
    ['{"limit": <>}', '1e999', { limit: '1e999' }],
    ['{"limit": "x <>"}', '"}, {"', { limit: 'x "}, {"' }],
  ])('stands in %s as what it is', async (body, param, sent) => {
    await create(http(body));
    expect(codeOf(await execute(param))).toBeNull();
    expect(JSON.parse(platform.server.posted[0]?.request.body ?? '')).toEqual(sent);
  });

  test.each([
    ['RELAY,<>#', undefined],
    ['RELAY#', '1'],
    ['RELAY,<>#', 'x'.repeat(501)],
    ['RELAY,<>#', 'a\r\nb'],
  ])('is judged by the command %s: %j is wrong', async (command, param) => {
    await create(hardware(command));
    const answer = await execute(param);
    expect(answer.body).toMatchObject({ status: { code: 7 }, errors: [{ parameter: 'param' }] });
    expect(platform.server.sent).toEqual([]);
  });

  test('has one place', async () => {
    expect((await create(hardware('<>,<>'))).body).toMatchObject({
      status: { code: 7 },
      errors: [{ parameter: 'command.config' }],
    });
  });
});
