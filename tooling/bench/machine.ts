import { closeSync, fsyncSync, openSync, statfsSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { percentiles } from './load/percentiles.ts';
import type { Percentiles } from './load/percentiles.ts';
import { makeFolder } from './scratch.ts';

const APPENDS = 200;
const BYTES = 4096;

/** A machine that is this busy before anything is measured slows what is measured. */
const BUSY_PER_CORE = 0.25;

/** What the figures depend on, one line each. */
export function describeMachine(parent: string): readonly string[] {
  const cores = availableParallelism();
  const memoryGiB = (totalmem() / 2 ** 30).toFixed(1);
  const [load = 0] = loadavg();
  const fsync = measureFsync(parent);
  const fileSystem = `file system type 0x${statfsSync(parent).type.toString(16)}`;
  const lines = [
    `${cpus()[0]?.model ?? 'unknown CPU'}, ${cores} cores, ${memoryGiB} GiB, ${process.platform} ${release()}`,
    `Node ${process.version}`,
    `${parent} (${fileSystem}): append ${BYTES} bytes and fsync, ` +
      `p50 ${fsync.p50.toFixed(2)} ms, p99 ${fsync.p99.toFixed(2)} ms`,
  ];
  if (load <= BUSY_PER_CORE * cores) return lines;
  return [
    ...lines,
    `The machine does other work (load average ${load.toFixed(1)}): the figures will be worse.`,
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
