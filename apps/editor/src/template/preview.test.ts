import { expect, test } from 'vitest';
import { aDevice } from '../testing/devices.ts';
import { previewOf } from './preview.ts';

const device = {
  ...aDevice({ id: 4 }),
  attributes: { speed: 84, note: 'a "b"' },
  attribute_times: {},
  timeliness: { max_live_age_s: 300, max_ahead_s: 600, correct_week_rollover: false },
};

test.each([
  ['{"v": {{speed}}, "n": "{{note}}", "x": {{missing}}}', 'json', '{"v": 84, "n": "a \\"b\\"", "x": null}'],
  ['https://example.com/{{device_id}}?n={{note}}', 'url', 'https://example.com/d-4?n=a%20%22b%22'],
  ['Bearer {{secret.TOKEN}}', 'header', 'Bearer {{secret.TOKEN}}'],
  ['{{speed', 'text', null],
] as const)('%s as %s is sent as %s', (template, place, sent) => {
  expect(previewOf(template, place, device, 0)).toBe(sent);
});
