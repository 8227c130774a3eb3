import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sweeper } from '@signalbox/engine';
import { DEFAULT_TIMELINESS } from '@signalbox/flow';
import type { SourceRecord } from './ports.ts';
import { Roster } from './roster.ts';

const NODE = { flowId: 1, nodeId: 1, meaning: 1, occasion: 'schedule', nextTime: () => null } as const;
const everyone: Sweeper = { ...NODE, candidates: null, selects: () => true };
const cold: Sweeper = { ...NODE, candidates: null, selects: ({ labels }) => labels.includes('cold') };
const named: Sweeper = { ...NODE, candidates: [2, 3, 5], selects: ({ id }) => [2, 3, 5].includes(id) };

function source(id: number, labels: readonly string[]): SourceRecord {
  const names = { deviceId: `d${id}`, model: 'ngp_generic', label: `D${id}` };
  return { id, ...names, labels, blocked: false, limits: DEFAULT_TIMELINESS, engineCut: null };
}

/** Counts how often all sources are asked for. */
class Directory {
  readonly sources = new Map<number, SourceRecord>();
  lists = 0;

  get(id: number): SourceRecord | undefined {
    return this.sources.get(id);
  }

  list(): readonly SourceRecord[] {
    this.lists += 1;
    return [...this.sources.values()].toSorted((a, b) => a.id - b.id);
  }
}

test('gives so many after one, and says before whether it must look for them', () => {
  const directory = new Directory();
  for (const id of [1, 2, 3, 4]) directory.sources.set(id, source(id, ['cold']));
  const roster = new Roster(directory);
  expect([roster.isReady(cold), roster.isReady(named)]).toEqual([false, true]);
  expect(roster.after(cold, 0, 3)).toEqual([1, 2, 3]);
  expect(roster.after(cold, 3, 3)).toEqual([4]);
  expect(roster.after(named, 2, 9)).toEqual([3, 5]);
  expect(roster.isReady(cold)).toBe(true);
  roster.retain(new Set([everyone]));
  expect(roster.isReady(cold)).toBe(false);
});

test('follows every change without looking for all of them again', () => {
  const change = fc.record({
    id: fc.integer({ min: 1, max: 9 }),
    labels: fc.constantFrom(['cold'], ['hot'], null),
  });
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const directory = new Directory();
      directory.sources.set(4, source(4, ['cold']));
      const roster = new Roster(directory);
      for (const sweeper of [everyone, cold]) roster.after(sweeper, 0, 1);
      for (const { id, labels } of changes) {
        if (labels === null) directory.sources.delete(id);
        else directory.sources.set(id, source(id, labels));
        roster.changed(id);
      }
      const ids = directory.list().map((one) => one.id);
      expect(roster.after(everyone, 0, 99)).toEqual(ids);
      expect(roster.after(cold, 0, 99)).toEqual(
        ids.filter((id) => directory.get(id)?.labels.includes('cold')),
      );
      expect(directory.lists).toBe(3);
    }),
  );
});
