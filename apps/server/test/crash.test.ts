import { expect, test } from 'vitest';
import { runCrashes } from './crash/crash-run.ts';

/*
 * The whole server as its own process, killed without warning while devices report, flows act and
 * people call. docs/reliability.md says what is promised; `npm run crash` is the long form.
 */

test('nothing that was acknowledged is lost, nothing is doubled, and no pulse is sent twice', async () => {
  const seed = Date.now() % 2 ** 31;
  const { counts, faults } = await runCrashes({ kills: 5, seed, devices: 3 });
  expect({ seed, faults }).toEqual({ seed, faults: [] });
  expect(counts).toMatchObject({ kills: 5 });
  // Something was under way to be lost.
  expect(counts['records']).toBeGreaterThan(50);
  expect(counts['webhooks']).toBeGreaterThan(20);
}, 240_000);
