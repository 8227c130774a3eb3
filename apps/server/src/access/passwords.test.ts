import { describe, expect, test } from 'vitest';
import { createPasswords } from './passwords.ts';

const cheap = createPasswords({ N: 16, r: 1, p: 1 });

describe('passwords', () => {
  test('are checked against a hash that is another each time', async () => {
    const [first, second] = await Promise.all([cheap.hash('secret'), cheap.hash('secret')]);
    expect(first).not.toBe(second);
    expect(await cheap.verify('secret', first)).toBe(true);
    expect(await cheap.verify('Secret', first)).toBe(false);
  });

  test('of an older cost still count', async () => {
    const stored = await createPasswords({ N: 32, r: 2, p: 1 }).hash('secret');
    expect(stored.startsWith('scrypt$32$2$1$')).toBe(true);
    expect(await cheap.verify('secret', stored)).toBe(true);
  });

  test('typed with other characters for the same letters count', async () => {
    expect(await cheap.verify('caf\u0065\u0301', await cheap.hash('caf\u00e9'))).toBe(true);
  });

  test.each([null, '', 'secret', 'md5$x', 'scrypt$16$1$1$salt$short'])('are wrong for %j', async (stored) => {
    expect(await cheap.verify('secret', stored)).toBe(false);
  });

  test('cost what guessing must cost, unless told otherwise', async () => {
    const stored = await createPasswords().hash('secret');
    const [, N, r] = stored.split('$').map(Number);
    expect(128 * (N ?? 0) * (r ?? 0)).toBeGreaterThanOrEqual(32 * 1024 * 1024);
    expect(await cheap.verify('secret', stored)).toBe(true);
  });
});
