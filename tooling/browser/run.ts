/*
 * `npm run test:browser`: the editor in Chromium against the real server and a simulated device.
 * Without a Chromium the tests are skipped, and a line says so.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { findChromium } from './find-chromium.ts';

const chromium = findChromium();
if (chromium === null) {
  console.log(
    'browser tests skipped: no Chromium (name one in SIGNALBOX_CHROMIUM, or: npx playwright install chromium)',
  );
  const resultFile = process.env['BROWSER_TESTS_RESULT'];
  if (resultFile !== undefined) writeFileSync(resultFile, '{"skipped":"no Chromium"}');
} else {
  const cli = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
  const config = fileURLToPath(new URL('playwright.config.ts', import.meta.url));
  // A folder of its own: Playwright empties it, and another run may be using its own.
  const output = mkdtempSync(join(tmpdir(), 'signalbox-browser-tests-'));
  const { status } = spawnSync(
    process.execPath,
    [cli, 'test', '--config', config, '--output', output, ...process.argv.slice(2)],
    { stdio: 'inherit', env: { ...process.env, SIGNALBOX_CHROMIUM: chromium } },
  );
  process.exitCode = status ?? 1;
  if (status === 0) rmSync(output, { recursive: true, force: true });
}
