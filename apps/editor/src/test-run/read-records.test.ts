import { expect, test } from 'vitest';
import { readRecords } from './read-records.ts';

test.each([
  ['one object', '{"a":1}', [[1, { a: 1 }]]],
  [
    'a list',
    '[{"a":1},\n {"a":2}]',
    [
      [1, { a: 1 }],
      [2, { a: 2 }],
    ],
  ],
  [
    'a line each',
    '{"a":1}\n\n{"a":"}\\""}\n',
    [
      [1, { a: 1 }],
      [3, { a: '}"' }],
    ],
  ],
  [
    'one over several lines',
    '{\n "a": {\n "b": 1 } }\n{"c":1}',
    [
      [1, { a: { b: 1 } }],
      [4, { c: 1 }],
    ],
  ],
])('%s is read with the line of each', (_, pasted, expected) => {
  const read = readRecords(pasted);
  expect('records' in read && read.records.map(({ line, json }) => [line, json])).toEqual(expected);
});

test.each([
  ['nothing', ' \n', /at least one/],
  ['a number', '{"a":1}\n5', /^Line 2: .*object/],
  ['an object that goes on', '\n{"a":1', /^Line 2: .*not closed/],
  ['broken JSON', '{"a":1}\n{"a":}', /^Line 2: this object is not JSON/],
])('of %s it is said what is wrong', (_, pasted, reason) => {
  const read = readRecords(pasted);
  expect('fault' in read && read.fault).toMatch(reason);
});
