import { expect, test } from 'vitest';
import { readHeaders, writeHeaders } from './header-lines.ts';

test('headers are written one per line and read back', () => {
  const headers = [
    { key: 'Authorization', value: '[hidden]' },
    { key: 'X-Time', value: '08:15' },
  ];
  expect(readHeaders(writeHeaders(headers))).toEqual(headers);
});

test('lines without a name are left out', () => {
  expect(readHeaders('\n: no name\nno colon\n X-Site : yard ')).toEqual([{ key: 'X-Site', value: 'yard' }]);
});
