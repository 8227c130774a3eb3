import { expect, test } from 'vitest';
import { hideUrlSecrets, isSecretName } from './secrets.ts';

test.each(['Authorization', 'X-Api-Key', 'api_key', 'Cookie', 'access-token', 'X-Hub-Signature', 'password'])(
  '%s names a secret',
  (name) => {
    expect(isSecretName(name)).toBe(true);
  },
);

test.each(['Content-Type', 'Accept', 'X-Keyboard', 'vehicle'])('%s names none', (name) => {
  expect(isSecretName(name)).toBe(false);
});

test.each([
  ['https://a.example/x?token=s3cret&van=7', 'https://a.example/x?token=[hidden]&van=7'],
  ['https://me:pw@a.example/x', 'https://a.example/x'],
  [
    'https://a.example/{{device_id}}?api_key={{key}}#end',
    'https://a.example/{{device_id}}?api_key=[hidden]#end',
  ],
  ['https://a.example/x?van=7', 'https://a.example/x?van=7'],
])('%s is shown as %s', (url, shown) => {
  expect(hideUrlSecrets(url, '[hidden]')).toBe(shown);
});
