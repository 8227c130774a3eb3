import { expect, test } from 'vitest';
import { saveAll, saveBeforeReload } from './before-reload.ts';

test('a reload waits for what asked to be saved, whether that works or not', async () => {
  const done: string[] = [];
  const stop = saveBeforeReload(async () => {
    await Promise.resolve();
    done.push('saved');
  });
  const stopOther = saveBeforeReload(async () => {
    throw new Error('Offline.');
  });
  await saveAll();
  expect(done).toEqual(['saved']);
  stop();
  stopOther();
  await saveAll();
  expect(done).toEqual(['saved']);
});
