import process from 'node:process';
import type { Terminal } from './terminal.ts';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** The terminal that this process was started from. */
export function processTerminal(): Terminal {
  process.stdout.on('error', endWhenNobodyReads);
  return {
    env: process.env,
    print(line) {
      if (process.stdout.write(`${line}\n`)) return undefined;
      return new Promise((resolve) => {
        process.stdout.once('drain', resolve);
      });
    },
    report: (line) => void process.stderr.write(`${line}\n`),
    untilStopped: () =>
      new Promise((resolve) => {
        // Only once: asked a second time, the process ends at once.
        for (const signal of STOP_SIGNALS) process.once(signal, () => resolve(signal));
      }),
    onHangup(callback) {
      process.on('SIGHUP', callback);
      return () => void process.off('SIGHUP', callback);
    },
  };
}

/** As in `signalbox run … | head`: the rest is not wanted. */
function endWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}
