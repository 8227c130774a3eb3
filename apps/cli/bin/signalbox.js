#!/usr/bin/env node
// Node 24 runs the TypeScript sources as they are. An older `node` on the PATH (as when this file
// is called outside npm) hands over to the one that package.json pins.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import(main);
} else {
  const pinned = fileURLToPath(import.meta.resolve('node/bin/node'));
  const { status, signal } = spawnSync(pinned, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (signal) process.kill(process.pid, signal);
  process.exitCode = status ?? 1;
}
