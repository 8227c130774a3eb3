import { describe, expect, expectTypeOf, test } from 'vitest';
import type { FetchLike } from '../management/client.ts';
import { createPlatformClient, PlatformError } from './client.ts';
import { platformErrorBody } from './errors.ts';

function fetchThatAnswers(status: number, body: string) {
  const calls: { url: string; init: Parameters<FetchLike>[1] }[] = [];
  const fetch: FetchLike = async (url, init) => {
    calls.push({ url, init });
    return { ok: status < 400, status, text: async () => body };
  };
  return { calls, fetch };
}

const baseUrl = 'https://box.example/v2';

describe('createPlatformClient', () => {
  test('posts parameters and hash as JSON', async () => {
    const { calls, fetch } = fetchThatAnswers(200, '{"success":true}');
    const client = createPlatformClient({ baseUrl, fetch, hash: 'h' });
    await client['tracker/output/set']({ tracker_id: 7, output: 1, enable: true });
    expect(calls[0]?.url).toBe('https://box.example/v2/tracker/output/set');
    expect(calls[0]?.init).toMatchObject({
      method: 'POST',
      body: '{"hash":"h","tracker_id":7,"output":1,"enable":true}',
    });
  });

  test('reads an answer with fields that it does not know', async () => {
    const { fetch } = fetchThatAnswers(200, '{"success":true,"value":true,"later":1}');
    const answer = await createPlatformClient({ baseUrl, fetch })['tracker/led/read']({ tracker_id: 7 });
    expect(answer).toEqual({ success: true, value: true });
    expectTypeOf(answer.value).toEqualTypeOf<boolean>();
  });

  test('throws the code, the text and the faults of an error answer', async () => {
    const body = platformErrorBody(7, [{ parameter: 'output', error: 'is missing' }]);
    const { fetch } = fetchThatAnswers(400, JSON.stringify(body));
    const failure = createPlatformClient({ baseUrl, fetch })['tracker/list']();
    await expect(failure).rejects.toThrow(PlatformError);
    await expect(failure).rejects.toMatchObject({ code: 7, status: 400, errors: body.errors });
  });

  test('throws on an answer in other words', async () => {
    const { fetch } = fetchThatAnswers(502, '<h1>Bad gateway</h1>');
    await expect(createPlatformClient({ baseUrl, fetch })['tracker/list']()).rejects.toMatchObject({
      code: 0,
      status: 502,
    });
  });
});
