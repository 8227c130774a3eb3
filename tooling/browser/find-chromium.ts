import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The Chromium to test with: the one that `SIGNALBOX_CHROMIUM` names, one on the PATH, or the one that
 * `npx playwright install chromium` keeps. `null` when there is none.
 */
export function findChromium(): string | null {
  const named = process.env['SIGNALBOX_CHROMIUM'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const candidates = [...(named === undefined ? [] : [named]), ...onPath, chromium.executablePath()];
  return candidates.find(canRun) ?? null;
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
