import { expect, test } from 'vitest';
import { UnknownDevices } from './unknown-devices.ts';

test('attempts of one name are counted, with the last time and address', () => {
  let now = 1000;
  const unknown = new UnknownDevices({ now: () => now });
  unknown.note('van-1', '10.0.0.1');
  unknown.note('van-2', '10.0.0.2');
  now = 2000;
  unknown.note('van-1', '10.0.0.3');
  expect(unknown.list()).toEqual([
    { deviceId: 'van-1', attempts: 2, lastAttemptAt: 2000, address: '10.0.0.3' },
    { deviceId: 'van-2', attempts: 1, lastAttemptAt: 1000, address: '10.0.0.2' },
  ]);
});

test('of too many names the one that was silent longest is forgotten', () => {
  const unknown = new UnknownDevices({ now: () => 0 });
  for (let number = 0; number < 250; number += 1) unknown.note(`id-${number}`, '10.0.0.1');
  unknown.note('id-50', '10.0.0.1');
  unknown.note('one-more', '10.0.0.1');
  const names = unknown.list().map(({ deviceId }) => deviceId);
  expect(names).toHaveLength(200);
  expect(names.slice(0, 2)).toEqual(['one-more', 'id-50']);
  expect(names).not.toContain('id-51');
});

test('who gives no name is not remembered', () => {
  const unknown = new UnknownDevices({ now: () => 0 });
  unknown.note('', '10.0.0.1');
  expect(unknown.list()).toEqual([]);
});
