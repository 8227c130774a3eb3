import process from 'node:process';
import { parseArgs } from 'node:util';
import { runCrashes } from './crash-run.ts';

/*
 * The long form of the crash test: `npm run crash -- --kills 200 --seed 7 --folder /var/tmp`.
 * The seed decides what is asked for and how long a server may live; the operating system decides
 * what that hits.
 */

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    devices: { type: 'string', default: '6' },
    folder: { type: 'string' },
  },
});
const seed = Number(values.seed);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
say(`seed ${seed}`);
const startedAt = Date.now();
const { counts, faults } = await runCrashes({
  kills: Number(values.kills),
  devices: Number(values.devices),
  seed,
  ...(values.folder === undefined ? {} : { parent: values.folder }),
  onKill: (kills) => {
    if (kills % 10 === 0) say(`${kills} kills, ${Math.round((Date.now() - startedAt) / 1000)} s`);
  },
});
for (const [name, count] of Object.entries(counts)) say(`${name.padEnd(24)}${count}`);
for (const fault of faults) say(fault);
say(faults.length === 0 ? 'nothing lost, nothing doubled' : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
