import process from 'node:process';
import type { InProcessName, InProcessOptions } from './in-process/child.ts';
import { describeMachine } from './machine.ts';
import { mqttRows } from './mqtt.ts';
import { UsageError, readOptions } from './options.ts';
import type { BenchOptions } from './options.ts';
import { describeProfile } from './profile.ts';
import { formatTable } from './report.ts';
import type { Row } from './report.ts';
import { forkChild } from './scratch.ts';

/*
 * `npm run bench`: how fast it is, each figure beside a baseline of the same run (docs/benchmarks.md).
 */

const SELF_MEASURED: readonly InProcessName[] = [
  'engine',
  'formula',
  'growth',
  'scale',
  'storage',
  'api',
  'webhooks',
];

/** What must fit is given no more: a heap that may grow is collected late, and its size says little. */
const NODE_OPTIONS: Readonly<Partial<Record<InProcessName, readonly string[]>>> = {
  scale: ['--max-old-space-size=1536'],
};

function say(line: string): void {
  console.log(line);
}

function runInProcess(options: InProcessOptions): Promise<readonly Row[]> {
  const child = forkChild(new URL('in-process/child.ts', import.meta.url), NODE_OPTIONS[options.name]);
  return new Promise((resolve, reject) => {
    child.once('message', (rows: readonly Row[]) => resolve(rows));
    child.once('exit', (code) => reject(new Error(`Measuring ${options.name} ended with code ${code}`)));
    child.send(options);
  });
}

async function run(options: BenchOptions): Promise<void> {
  const { groups, parent, profileTo, quick } = options;
  const begun = performance.now();
  say(`Signalbox benchmark, ${new Date().toISOString()}${quick ? ', quick' : ''}`);
  for (const line of describeMachine(parent)) say(line);
  const rows: Row[] = [];
  for (const name of SELF_MEASURED) {
    if (!groups.has(name)) continue;
    say(`Measuring ${name} …`);
    rows.push(...(await runInProcess({ name, parent, quick })));
  }
  if (groups.has('mqtt') || groups.has('node-red')) rows.push(...(await mqttRows(options, say)));
  say(`\n${formatTable(rows)}\n`);
  if (profileTo !== null) for (const line of describeProfile(profileTo)) say(line);
  say(`Took ${((performance.now() - begun) / 1000).toFixed(0)} s.`);
}

try {
  await run(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = 1;
}
process.exit();
