import { closeSync, fsyncSync, openSync, statfsSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { percentiles } from './load/percentiles.ts';
import type { Percentiles } from './load/percentiles.ts';
import { makeFolder } from './scratch.ts';

const APPENDS = 200;
const BYTES = 4096;

/** What the figures depend on, one line each. */
export function describeMachine(parent: string): readonly string[] {
  const fsync = measureFsync(parent);
  const memoryGiB = (totalmem() / 2 ** 30).toFixed(1);
  return [
    `${cpus()[0]?.model ?? 'unknown CPU'}, ${availableParallelism()} cores, ${memoryGiB} GiB, Linux ${release()}`.replace(
      'Linux',
      process.platform,
    ),
    `Node ${process.version}`,
    `${parent} (file system 0x${statfsSync(parent).type.toString(16)}): append ${BYTES} bytes and fsync, ` +
      `p50 ${fsync.p50.toFixed(2)} ms, p99 ${fsync.p99.toFixed(2)} ms`,
  ];
}

function measureFsync(parent: string): Percentiles {
  const file = openSync(join(makeFolder(parent), 'fsync'), 'a');
  const bytes = Buffer.alloc(BYTES, 'x');
  const times: number[] = [];
  for (let index = 0; index < APPENDS; index += 1) {
    const begun = performance.now();
    writeSync(file, bytes);
    fsyncSync(file);
    times.push(performance.now() - begun);
  }
  closeSync(file);
  return percentiles(times);
}
