import { generateDrive } from '@signalbox/devices/simulator';
import { describe, expect, test } from 'vitest';
import type { Outage } from './drive-faults.ts';
import { compareDrive, outageAt } from './drive-run.ts';
import type { DriveAction, DriveComparison } from './drive-run.ts';
import { seeded } from './seeded.ts';

const ROUTE = {
  name: 'Round trip',
  start: { latitude: 48.137, longitude: 11.575 },
  legs: Array.from({ length: 6 }, (_, round) => [
    { heading: 90, metres: 3000, speedKmh: 50, stopS: 40 },
    { heading: 0, metres: 6000, speedKmh: 95 },
    { heading: 270, metres: 2000, speedKmh: 70, ...(round % 2 === 0 ? { stopS: 90 } : {}) },
    { heading: 180, metres: 5000, speedKmh: 120, stopS: 20 },
  ]).flat(),
};

/** An hour and a half of town and motorway. */
async function driveOf(seed: number, outage?: Outage): Promise<DriveComparison> {
  const random = seeded(seed);
  return compareDrive(generateDrive(ROUTE, random), random, outage);
}

function linesOf(actions: readonly DriveAction[]): readonly string[] {
  return actions.map(({ atS, output, value }) => `${atS} s: output ${output} ${value ? 'on' : 'off'}`);
}

describe('a drive whose device loses its network and half its wits', () => {
  test('asks for what the clean one asks for, but for what came too late', async () => {
    const { clean, faulty, missing, added, tooLate } = await driveOf(7);
    expect({ missing, added }).toEqual({ missing: [], added: [] });
    expect(linesOf(tooLate)).toEqual([
      '2371 s: output 2 on',
      '2375 s: output 1 on',
      '2461 s: output 2 on',
      '2482 s: output 5 off',
      '2487 s: output 3 on',
      '2491 s: output 5 on',
      '2496 s: output 3 off',
      '2513 s: output 1 off',
      '2529 s: output 6 on',
      '2539 s: output 6 off',
      '2771 s: output 6 on',
      '2801 s: output 6 off',
      '2820 s: output 2 on',
      '2824 s: output 1 on',
      '2910 s: output 2 on',
    ]);
    expect(faulty.actions).toHaveLength(clean.actions.length - tooLate.length);
    const perFlow = Map.groupBy(clean.actions, ({ flowId }) => flowId);
    expect([...perFlow.keys()].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(Object.values(clean.messages).filter((count) => count > 0)).toHaveLength(1);
    for (const kind of ['live', 'delayed', 'duplicate', 'future', 'no_time']) {
      expect({ kind, some: (faulty.messages[kind] ?? 0) > 100 }).toEqual({ kind, some: true });
    }
  });

  test('is told to be silent once more, while the network is away', async () => {
    const { clean, faulty } = await driveOf(7);
    expect([clean.silences.length, faulty.silences.length]).toEqual([1, 2]);
  });

  test.each([1, 2, 3, 4])('asks for nothing else with other faults (%d)', async (seed) => {
    const { missing, added, tooLate } = await driveOf(seed);
    expect({ missing, added }).toEqual({ missing: [], added: [] });
    expect(tooLate.length).toBeGreaterThan(0);
  });

  test('asks for everything when it is not away for long', async () => {
    const { clean, faulty, tooLate } = await driveOf(7, outageAt(2400, 240));
    expect(tooLate).toEqual([]);
    expect(faulty.actions.map(({ id }) => id)).toEqual(clean.actions.map(({ id }) => id));
  });
});
