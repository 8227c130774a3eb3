import { describe, expect, expectTypeOf, test } from 'vitest';
import { ApiError, createApiClient, type FetchLike } from './client.ts';
import type { DeviceDetail } from './devices.ts';
import { problemBody } from './errors.ts';

interface Call {
  readonly url: string;
  readonly init: Parameters<FetchLike>[1];
}

function fetchThatAnswers(status: number, body: string): { calls: Call[]; fetch: FetchLike } {
  const calls: Call[] = [];
  const fetch: FetchLike = async (url, init) => {
    calls.push({ url, init });
    return { ok: status < 400, status, text: async () => body };
  };
  return { calls, fetch };
}

describe('createApiClient', () => {
  test('puts params, query and body where the route has them', async () => {
    const { calls, fetch } = fetchThatAnswers(200, '{"list":[],"next_cursor":null}');
    const client = createApiClient({ baseUrl: 'http://box', fetch, key: 'k' });

    await client.listAttributeSamples({ params: { id: 7, name: 'a/b' }, query: { limit: 5 } });

    expect(calls[0]?.url).toBe('http://box/api/devices/7/attributes/a%2Fb?limit=5');
    expect(calls[0]?.init.headers).toMatchObject({ authorization: 'Bearer k' });
    expect(calls[0]?.init.body).toBeUndefined();
  });

  test('sends no content type without a body', async () => {
    const { calls, fetch } = fetchThatAnswers(204, '');
    await createApiClient({ baseUrl: '', fetch }).deleteFlow({ params: { id: 1 } });

    expect(calls[0]?.init.headers).not.toHaveProperty('content-type');
    expect(calls[0]?.init.method).toBe('DELETE');
  });

  test('throws the problem of an error answer', async () => {
    const body = problemBody('not_found', 'There is no device 7.');
    const { fetch } = fetchThatAnswers(404, JSON.stringify(body));

    const failure = createApiClient({ baseUrl: '', fetch }).getDevice({ params: { id: 7 } });

    await expect(failure).rejects.toThrow(new ApiError(body));
    await expect(failure).rejects.toMatchObject({ problem: { code: 'not_found', status: 404 } });
  });

  test('makes a problem of an answer that is not problem+json', async () => {
    const { fetch } = fetchThatAnswers(502, '<h1>Bad gateway</h1>');

    await expect(createApiClient({ baseUrl: '', fetch }).listFlows()).rejects.toMatchObject({
      problem: { code: 'unknown', status: 502 },
    });
  });

  test('refuses an answer of another shape', async () => {
    const { fetch } = fetchThatAnswers(200, '{"list":[{"id":"one"}]}');
    await expect(createApiClient({ baseUrl: '', fetch }).listDevices()).rejects.toThrow(/list/);
  });

  test('types each call by its route', () => {
    const { fetch } = fetchThatAnswers(200, '{}');
    const client = createApiClient({ baseUrl: '', fetch });

    expectTypeOf(client.getDevice).returns.resolves.toEqualTypeOf<DeviceDetail>();
    expectTypeOf(client.listDevices).toBeCallableWith();
    // @ts-expect-error a device is created from a body
    expectTypeOf(client.createDevice).toBeCallableWith();
  });
});
