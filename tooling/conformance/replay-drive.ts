import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { readTrack } from '@signalbox/devices/simulator';
import { compareDrive, type DriveAction } from './drive-run.ts';
import { seeded } from './seeded.ts';

/*
 * `node tooling/conformance/replay-drive.ts DIR`: recorded drives (`.gpx`, `.json`) as a perfect device
 * would send them, and as one with outages, disorder, repetitions and wrong clocks does. Ends with 1
 * unless both ask for the same, but for what came too late, which is listed.
 */

const SEED = 20_261_120;

async function replay(folder: string, name: string): Promise<boolean> {
  const track = readTrack(name, readFileSync(join(folder, name), 'utf8'));
  const { clean, faulty, tooLate, missing, added } = await compareDrive(track, seeded(SEED));
  const isSame = missing.length === 0 && added.length === 0 && clean.actions.length > 0;
  const counts = Object.entries(faulty.messages).map(([kind, count]) => `${count} ${kind}`);
  console.log(`${isSame ? 'ok' : 'FAILED'} ${name}: ${clean.actions.length} actions; ${counts.join(', ')}`);
  list('came too late to act', tooLate);
  list('is missing', missing);
  list('was added', added);
  return isSame;
}

function list(what: string, actions: readonly DriveAction[]): void {
  for (const { atS, flowId, output, value } of actions) {
    console.log(`  ${what}: flow ${flowId} at ${atS} s, output ${output} ${value ? 'on' : 'off'}`);
  }
}

async function replayAll(folder: string): Promise<boolean> {
  const names = readdirSync(folder).filter((name) => /\.(gpx|json)$/i.test(name));
  if (names.length === 0) throw new Error(`${folder} has no .gpx and no .json`);
  let allSame = true;
  for (const name of names) allSame = (await replay(folder, name)) && allSame;
  return allSame;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: node tooling/conformance/replay-drive.ts DIR');
  process.exitCode = 2;
} else if (!(await replayAll(folder))) {
  process.exitCode = 1;
}
