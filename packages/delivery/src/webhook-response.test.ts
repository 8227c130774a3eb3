import { expect, test } from 'vitest';
import { readResponse } from './webhook-response.ts';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

test.each([
  ['{"order": {"id": 7}}', { order: { id: 7 } }],
  ['"text"', 'text'],
  ['null', null],
  ['', null],
  ['<html>', null],
  ['{"cut": "o', null],
  [nested(33), null],
  [`"${'x'.repeat(65_536)}"`, null],
])('%s says %j', (body, said) => {
  expect(readResponse(body)).toEqual(said);
});

test('32 levels are kept', () => {
  expect(JSON.stringify(readResponse(nested(32)))).toBe(nested(32));
});
