import { expect, test } from 'vitest';
import { RuntimeDriver, speedingFlow } from './testing/runtime-driver.ts';

const SOURCES = 64;

test('sources that speak in step have their snapshots taken in several batches, each in the end', async () => {
  const driver = new RuntimeDriver([speedingFlow()]);
  const [van] = driver.sources.values();
  if (van === undefined) throw new Error('there is no van');
  for (let id = 1; id <= SOURCES; id++) driver.sources.set(id, { ...van, id });
  const perBatch: number[] = [];
  const taken = new Set<number>();
  driver.store.beforeCommit = ({ snapshots }) => {
    perBatch.push(snapshots.length);
    for (const { sourceId } of snapshots) taken.add(sourceId);
  };
  for (let turn = 1; turn <= 64 + 16; turn++) {
    await Promise.all([...driver.sources.keys()].map((id) => driver.report(id, { speed: turn })));
    await driver.advance(1000);
  }
  expect(perBatch.slice(0, 63).every((count) => count === 0)).toBe(true);
  expect(Math.max(...perBatch)).toBe(SOURCES / 16);
  expect(taken.size).toBe(SOURCES);
});

test('a source that speaks alone has one every 64 records', async () => {
  const driver = new RuntimeDriver([speedingFlow()]);
  let taken = 0;
  driver.store.beforeCommit = ({ snapshots }) => {
    taken += snapshots.length;
  };
  for (let record = 1; record <= 192; record++) {
    await driver.report(1, { speed: 10 });
    await driver.advance(1000);
  }
  expect(taken).toBe(3);
});
