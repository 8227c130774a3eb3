import { describe, expect, test } from 'vitest';
import { ListenFailure, listenOn } from './listen.ts';

const names = { what: 'HTTP', setting: '--port' };

/** Listens on what is not among the taken ports. */
function listenBeside(...taken: number[]) {
  return async (port: number): Promise<number> => {
    if (taken.includes(port)) throw Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' });
    return port === 0 ? 40_000 : port;
  };
}

describe('listenOn', () => {
  test('moves on from a default port that is taken', async () => {
    const found = await listenOn({ port: 8080, explicit: false }, names, listenBeside(8080, 8081));
    expect(found).toBe(8082);
  });

  test('takes no other port than the one given', async () => {
    const failure = listenOn({ port: 8080, explicit: true }, names, listenBeside(8080));
    await expect(failure).rejects.toThrow(
      'Port 8080 is taken, so HTTP cannot listen. Choose another with --port.',
    );
  });

  test('tells the port that the system chose', async () => {
    expect(await listenOn({ port: 0, explicit: true }, names, listenBeside())).toBe(40_000);
  });

  test.each([
    ['EACCES', 'this user may not open it'],
    ['EADDRNOTAVAIL', 'none of this machine'],
  ])('says what %s means', async (code, words) => {
    const failure = listenOn({ port: 80, explicit: false }, names, () =>
      Promise.reject(Object.assign(new Error('listen failed'), { code })),
    );
    await expect(failure).rejects.toThrow(ListenFailure);
    await expect(failure).rejects.toThrow(words);
  });

  test('passes on other failures', async () => {
    const failure = listenOn({ port: 80, explicit: false }, names, () => Promise.reject(new Error('broken')));
    await expect(failure).rejects.toThrow('broken');
  });
});
