import { expect, test } from 'vitest';
import { AT_ONCE, TestTurns } from './test-turns.ts';

test('one user has so many tests at once, and another one has its own', async () => {
  const turns = new TestTurns();
  const { promise, resolve } = Promise.withResolvers<string>();
  const running = Array.from({ length: AT_ONCE }, () => turns.run(1, () => promise));
  await expect(turns.run(1, () => promise)).rejects.toMatchObject({ code: 'too_many' });
  const other = turns.run(2, () => promise);
  resolve('done');
  expect(await Promise.all([...running, other])).toEqual(['done', 'done', 'done']);
  expect(await turns.run(1, () => promise)).toBe('done');
});

test('a test that fails gives its place back', async () => {
  const turns = new TestTurns();
  const fail = () => Promise.reject(new Error('broken'));
  for (let round = 0; round <= AT_ONCE; round += 1)
    await expect(turns.run(1, fail)).rejects.toThrow('broken');
});
