import { existsSync } from 'node:fs';

const KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/** The browser to measure in. @throws when there is none, saying how to name one */
export function findChromium(environment: NodeJS.ProcessEnv): string {
  const named = environment['CHROMIUM'];
  const found = (named === undefined ? KNOWN : [named]).find((path) => existsSync(path));
  if (found !== undefined) return found;
  const where = named === undefined ? KNOWN.join(', ') : named;
  throw new Error(`No Chromium at ${where}. Install one, or name it: CHROMIUM=/path/to/chromium`);
}
