import process from 'node:process';
import { defineConfig } from '@playwright/test';

const resultFile = process.env['BROWSER_TESTS_RESULT'];

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // Each file has a server of its own; more at once are slower than one after the other on two cores.
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ...(resultFile === undefined ? [] : [['json', { outputFile: resultFile }] as const])],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    actionTimeout: 15_000,
    launchOptions: {
      ...(process.env['SIGNALBOX_CHROMIUM'] === undefined
        ? {}
        : { executablePath: process.env['SIGNALBOX_CHROMIUM'] }),
      // A container's root has no sandbox, and little shared memory.
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    },
  },
});
