import { Agent, request } from 'undici';

/**
 * What the library does alone: posts the same small body again and again and keeps nothing.
 *
 * @param connections under way at once
 * @returns requests answered per second
 */
export async function measureBareLoop(url: string, connections: number, seconds: number): Promise<number> {
  const dispatcher = new Agent({ connections });
  const begun = performance.now();
  const end = begun + seconds * 1000;
  const headers = { 'content-type': 'application/json' };
  let count = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < end) {
      const body = JSON.stringify({ device: 'device-1', n: count });
      const answer = await request(url, { method: 'POST', headers, body, dispatcher });
      await answer.body.text();
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  const tookMs = performance.now() - begun;
  await dispatcher.close();
  return count / (tookMs / 1000);
}
