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
  ['https://chat.a.example/v1?key=AIzaSyA1b2C3d4E5f6G7h8', 'https://chat.a.example/v1?key=[hidden]'],
  ['https://a.example/x?key=van', 'https://a.example/x?key=van'],
  [
    'https://a.example/x?key={{secret.LONG_ENOUGH_NAME}}',
    'https://a.example/x?key={{secret.LONG_ENOUGH_NAME}}',
  ],
  ['https://hooks.slack.com/services/T0/B0/x1y2?a=1', 'https://hooks.slack.com/services/[hidden]?a=1'],
  ['https://discord.com/api/webhooks/12/ab', 'https://discord.com/api/webhooks/[hidden]'],
  ['https://discord.com/api/v10/webhooks/12/ab', 'https://discord.com/api/v10/webhooks/[hidden]'],
  ['https://a.webhook.office.com/webhookb2/1@2/x', 'https://a.webhook.office.com/[hidden]'],
  ['https://api.telegram.org/bot12:ab/sendMessage', 'https://api.telegram.org/bot[hidden]'],
  ['https://a.example/in/9fK2mQ7xLp4TzR8vW1cB/van', 'https://a.example/in/[hidden]/van'],
  ['https://a.example/in/u-9fK2mQ7xLp4TzR8vW1cB', 'https://a.example/in/[hidden]'],
])('%s is shown as %s', (url, shown) => {
  expect(hideUrlSecrets(url, '[hidden]')).toBe(shown);
});

test.each([
  'https://hooks.slack.com/services/',
  'https://hooks.slack.com/services/T0/B0/{{secret.SLACK}}',
  'https://hooks.slack.com/services/{{ secret.SLACK }}',
  'https://api.telegram.org/bot{{secret.BOT}}/sendMessage',
  'https://discord.com/channels/12/ab',
  'https://a.example/in/{{secret.A1B2C3D4E5F6G7H8I9J0K1}}',
  'https://a.example/in/9fK2mQ7x{{device_id}}Lp4TzR8vW1cB',
  'https://a.example/0193e2a4-7c1b-7f00-8a2b-0c9d8e7f6a5b/van',
  'https://a.example/in/123456789012345678901234567890',
  'https://a.example/telemetry-of-the-northern-depots-v2',
  'https://a.example/telemetryOfTheNorthernDepots2',
  'https://9fK2mQ7xLp4TzR8vW1cB.a.example/in',
])('%s holds nothing to hide', (url) => {
  expect(hideUrlSecrets(url, '[hidden]')).toBe(url);
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
