import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { signature } from './signature.ts';

const KEY = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;

test('is that of the specification’s own example', () => {
  const key = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
  expect(signature(key, id, 1_614_265_330, '{"test": 2432232314}')).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

test('is accepted by another implementation, whatever the body', () => {
  const now = Math.floor(Date.now() / 1000);
  fc.assert(
    fc.property(fc.json(), fc.stringMatching(/^[a-z0-9_]{1,40}$/), (body, id) => {
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(now),
        'webhook-signature': signature(KEY, id, now, body) ?? '',
      };
      expect(new Webhook(KEY).verify(body, headers)).toEqual(JSON.parse(body));
      expect(() => new Webhook(KEY).verify(`${body} `, headers)).toThrow('No matching signature');
    }),
  );
});

test.each([
  ['without its prefix', KEY.slice(6)],
  ['that is no Base64', 'whsec_not base64 at all, but long enough'],
  ['that is too short', `whsec_${Buffer.alloc(23).toString('base64')}`],
  ['that is too long', `whsec_${Buffer.alloc(65).toString('base64')}`],
  ['that is empty', ''],
])('a key %s signs nothing', (_what, key) => {
  expect(signature(key, 'id', 0, '')).toBeNull();
});
