import type { WebhookRequest } from '@signalbox/flow';
import { describe, expect, test } from 'vitest';
import { editRequest } from './edit-request.ts';

const TAG = '{{secret.pager}}';
const JSON_TYPE = { key: 'Content-Type', value: 'application/json' };

/** As the lane stores it: the template's own tag has a place, what a device sent has none. */
function stored(parts: Partial<WebhookRequest> = {}): WebhookRequest {
  return {
    method: 'POST',
    url: 'https://example.com/page',
    headers: [JSON_TYPE],
    body: `{"to":"${TAG}","note":"late"}`,
    secrets: [{ name: 'pager', at: 7, escape: 'json_text', part: 'body' }],
    timeoutMs: 10_000,
    ...parts,
  };
}

const edit = (request: WebhookRequest, body: string) =>
  editRequest(request, { url: request.url, headers: [...request.headers], body });

test('a reference to a secret in a text that a person changed is put where it stands now', () => {
  const { body, secrets } = edit(stored(), `{"note":"fixed","to":"${TAG}"}`);
  expect(body).toBe(`{"note":"fixed","to":"${TAG}"}`);
  expect(secrets).toEqual([{ name: 'pager', at: 22, escape: 'json_text', part: 'body' }]);
});

test('a body without a content type holds JSON only when it begins so', () => {
  const plain = stored({ headers: [], body: 'late', secrets: [] });
  expect(edit(plain, `say "${TAG}"`).secrets).toMatchObject([{ escape: 'text' }]);
  expect(edit(plain, `{"say":${TAG}}`).secrets).toMatchObject([{ escape: 'json_value' }]);
});

describe("a device's value that reads like a reference", () => {
  const fromDevice = stored({ body: `{"to":"${TAG}","note":"{{secret.other}}"}` });

  test('stays what it is while nobody changes its text', () => {
    const moved = editRequest(fromDevice, {
      ...fromDevice,
      headers: [JSON_TYPE],
      url: 'https://example.com/x',
    });
    expect(moved).toMatchObject({ body: fromDevice.body, secrets: fromDevice.secrets });
  });

  test('never becomes one when somebody changes the text around it', () => {
    const changed = `{"to":"${TAG}","note":"{{secret.other}}","again":true}`;
    expect(() => edit(fromDevice, changed)).toThrow('reads like a reference to a secret');
  });

  test('is not carried into another part of the request either', () => {
    const headers = [JSON_TYPE, { key: 'X-Note', value: '{{secret.other}}' }];
    const { url, body } = fromDevice;
    expect(() => editRequest(fromDevice, { url, headers, body })).toThrow('reads like a reference');
  });

  test('can be left out', () => {
    expect(edit(fromDevice, '{"note":"fixed"}')).toMatchObject({ body: '{"note":"fixed"}' });
    expect(edit(fromDevice, '{"note":"fixed"}')).not.toHaveProperty('secrets');
  });
});
