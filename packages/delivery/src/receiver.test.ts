import { expect, test } from 'vitest';
import { receiverOf } from './receiver.ts';

test.each([
  ['https://example.com/hook?a=1', 'https://example.com'],
  ['HTTPS://Example.COM', 'https://example.com'],
  ['https://example.com:443/hook', 'https://example.com'],
  ['http://example.com:80?x', 'http://example.com'],
  ['http://example.com:8080#x', 'http://example.com:8080'],
  ['https://example.com:80/', 'https://example.com:80'],
  ['http://me:pw@example.com/', 'http://example.com'],
  ['http://[::1]:9000/a', 'http://[::1]:9000'],
  [' https://example.com/', 'https://example.com'],
  ['https:example.com/a', 'https://example.com'],
  ['ftp://example.com/', ''],
  ['https://', ''],
  ['', ''],
])('%s leads to "%s"', (url, receiver) => {
  expect(receiverOf(url)).toBe(receiver);
});
