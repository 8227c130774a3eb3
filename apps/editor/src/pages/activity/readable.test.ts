import { expect, test } from 'vitest';
import { readable } from './readable.ts';

test.each([
  ['{"speed":96.6,"at":{"lat":48}}', '{\n  "speed": 96.6,\n  "at": {\n    "lat": 48\n  }\n}'],
  ['["a"]', '[\n  "a"\n]'],
  ['text=Van+1&speed=90', 'text=Van+1&speed=90'],
  ['{"cut": "to its begin', '{"cut": "to its begin'],
  ['', ''],
])('%j is shown as %j', (body, shown) => {
  expect(readable(body)).toBe(shown);
});
