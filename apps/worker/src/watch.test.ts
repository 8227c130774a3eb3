import { afterEach, beforeEach, expect, test } from 'vitest';
import { RecordingLog } from '@signalbox/runtime/testing';
import { TestFolder } from './testing/test-folder.ts';
import { watchFolder } from './watch.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.close());

/** A clock that hands over what it is asked to call back. */
function handOver(): {
  clock: Parameters<typeof watchFolder>[1]['clock'];
  next: () => Promise<() => void>;
  asked: () => number;
} {
  const waiting = new Set<(callback: () => void) => void>();
  const callbacks: (() => void)[] = [];
  let asked = 0;
  return {
    asked: () => asked,
    next: () =>
      new Promise((resolve) => {
        const callback = callbacks.shift();
        if (callback) resolve(callback);
        else waiting.add(resolve);
      }),
    clock: {
      now: () => 0,
      soon: (callback) => callback(),
      wakeAt: (_, callback) => {
        asked += 1;
        const [resolve] = waiting;
        if (resolve) {
          waiting.delete(resolve);
          resolve(callback);
        } else callbacks.push(callback);
        return () => {};
      },
    },
  };
}

test('several steps of one change are one, and other files are none', async () => {
  const { clock, next, asked } = handOver();
  let changes = 0;
  const stop = watchFolder(folder.path, {
    clock,
    log: new RecordingLog(),
    concerns: (name) => name.endsWith('.json'),
    changed: () => (changes += 1),
  });
  folder.write('notes.txt', 'x');
  folder.write('a.json', '{');
  folder.write('a.json', '{}');
  folder.write('b.json', '{}');
  const settled = await next();
  expect(changes).toBe(0);
  settled();
  expect([changes, asked()]).toEqual([1, 1]);
  folder.remove('b.json');
  (await next())();
  expect(changes).toBe(2);
  stop();
});

test('a folder that cannot be watched is said once, and the rest goes on', () => {
  const log = new RecordingLog();
  const options = { clock: handOver().clock, log, concerns: () => true, changed: () => {} };
  watchFolder(`${folder.path}/gone`, options)();
  expect(log.lines).toMatchObject([{ level: 'warn', message: expect.stringMatching('SIGHUP') }]);
});
