import { expect, test } from 'vitest';
import { hideBodySecrets, hideUrlSecrets, isPlaceholder, isSecretName, secretNameSchema } from './secrets.ts';

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
  ['https://a.example/{{device_id}}?api_key=k3y#end', 'https://a.example/{{device_id}}?api_key=[hidden]#end'],
  ['https://a.example/x?token={{secret.TOKEN}}', 'https://a.example/x?token={{secret.TOKEN}}'],
  ['https://a.example/x?van=7', 'https://a.example/x?van=7'],
])('%s is shown as %s', (url, shown) => {
  expect(hideUrlSecrets(url, '[hidden]')).toBe(shown);
});

test.each([
  ['{"token": "abc", "van": 7}', '{"token": "[hidden]", "van": 7}'],
  ['[{"a": {"password": "x\\"y", "pin": 1}}]', '[{"a": {"password": "[hidden]", "pin": 1}}]'],
  ['{"api_key":12345}', '{"api_key":"[hidden]"}'],
  ['{"token": "{{secret.TOKEN}}", "secret": ""}', '{"token": "{{secret.TOKEN}}", "secret": ""}'],
  ['user=me&password=pw&van=7', 'user=me&password=[hidden]&van=7'],
  ['the token is abc', 'the token is abc'],
])('the body %s is shown as %s', (body, shown) => {
  expect(hideBodySecrets(body, '[hidden]')).toBe(shown);
});

test.each([
  ['{{secret.TOKEN}}', true],
  ['Bearer {{ secret.TOKEN }}', true],
  ['{{key}}', true],
  ['s3cret {{key}}', false],
  ['{{secret.TOKEN}}x', false],
  ['', false],
])('"%s" is nothing but a placeholder: %j', (value, expected) => {
  expect(isPlaceholder(value)).toBe(expected);
});

test.each([
  ['TOKEN', true],
  ['a-b_9', true],
  ['9a', false],
  ['a.b', false],
  ['', false],
  ['a'.repeat(65), false],
])('"%s" may be a secret’s name: %j', (name, expected) => {
  expect(secretNameSchema.safeParse(name).success).toBe(expected);
});
