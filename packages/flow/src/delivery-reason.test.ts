import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DELIVERY_REASONS, deliveryReason, deliveryReasonParts } from './delivery-reason.ts';
import type { DeliveryReasonCode } from './delivery-reason.ts';

test.each<[string, ReturnType<typeof deliveryReasonParts>]>([
  ['The device is not connected', [{ code: 'offline', values: [] }]],
  [
    'Gave up after 3 attempts. The certificate is not trusted (self-signed)',
    [
      { code: 'gave_up', values: ['3'] },
      { code: 'certificate_self_signed', values: [] },
    ],
  ],
  [
    'The time to live ended. The guard is not true: speed < 5',
    [
      { code: 'expired', values: [] },
      { code: 'guard_shut_by', values: ['speed < 5'] },
    ],
  ],
  [
    'HTTP 301: redirects are not followed, and this one leads to a.example; use its address instead',
    [{ code: 'redirected', values: ['301', 'a.example'] }],
  ],
  [
    'hooks.example: 10.0.0.1 is not a public address (private), and webhooks are not allowed to it',
    [{ code: 'address_not_public', values: ['hooks.example: 10.0.0.1', 'private'] }],
  ],
  [
    'The device refused: x is not an IP address',
    [{ code: 'rejected_with', values: ['x is not an IP address'] }],
  ],
  ['HTTP 503', [{ code: null, values: ['HTTP 503'] }]],
  ['Unclear reply: two\nlines', [{ code: 'unclear_with', values: ['two\nlines'] }]],
])('%j is read back', (reason, parts) => {
  expect(deliveryReasonParts(reason)).toEqual(parts);
});

const alone = Object.entries(DELIVERY_REASONS).filter(([, sentence]) => !sentence.includes('{'));

test.each(alone)('%s is read back from its sentence', (code, sentence) => {
  expect(deliveryReasonParts(sentence)).toEqual([{ code, values: [] }]);
});

test('what a device says is never taken for a sentence of ours', () => {
  const wordy: readonly DeliveryReasonCode[] = ['rejected_with', 'guard_shut_by', 'replied_with'];
  fc.assert(
    fc.property(fc.constantFrom(...wordy), fc.string(), (code, words) => {
      const said = deliveryReasonParts(deliveryReason('expired', deliveryReason(code, words)));
      expect(said).toEqual([
        { code: 'expired', values: [] },
        { code, values: [words] },
      ]);
    }),
  );
});
