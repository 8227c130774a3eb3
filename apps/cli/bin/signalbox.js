#!/usr/bin/env node
// Node 24 runs the TypeScript sources as they are. An older `node` on the PATH (as when this file
// is called outside npm) hands over to the one that package.json pins.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import(main);
} else {
  const pinned = fileURLToPath(import.meta.resolve('node/bin/node'));
  const child = spawn(pinned, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // A terminal sends Ctrl-C to both: this process only waits for the other one to end.
  process.on('SIGINT', () => {});
  child.on('exit', (status, signal) => {
    process.exitCode = status ?? 1;
    if (!signal) return;
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
