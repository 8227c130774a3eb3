import { expect, test } from 'vitest';
import { flow, RuntimeDriver, speedingFlow } from './testing/runtime-driver.ts';

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

/** What it writes when its delay ends comes with no record, and so with a snapshot. */
function writingFlow(sourceIds: readonly number[]) {
  return flow(2, {
    title: 'Marks',
    nodes: [
      { id: 1, type: 'data_source', data: { source_ids: [...sourceIds] } },
      { id: 2, type: 'delay', data: { title: 'Wait', for_s: 1 } },
      {
        id: 3,
        type: 'initiate_attributes',
        data: { title: 'Mark', items: [{ name: 'mark', value: 'speed' }] },
      },
    ],
    edges: [
      { from: 1, to: 2 },
      { from: 2, to: 3 },
    ],
  });
}

test('what is written without a record takes no turn from the others', async () => {
  const writers = Array.from({ length: 20 }, (_, index) => 1000 + index);
  const driver = new RuntimeDriver([writingFlow(writers)]);
  const [van] = driver.sources.values();
  if (van === undefined) throw new Error('there is no van');
  const plain = Array.from({ length: SOURCES }, (_, index) => 1 + index);
  for (const id of [...plain, ...writers]) driver.sources.set(id, { ...van, id });
  const taken = new Map<number, number>();
  driver.store.beforeCommit = ({ snapshots }) => {
    for (const { sourceId } of snapshots) taken.set(sourceId, (taken.get(sourceId) ?? 0) + 1);
  };
  for (let turn = 1; turn <= 2 * (64 + 16); turn++) {
    await Promise.all([...writers, ...plain].map((id) => driver.report(id, { speed: turn })));
    // What is due comes in the same round as the next reports.
    driver.clock.advance(1000);
  }
  expect(Math.min(...writers.map((id) => taken.get(id) ?? 0))).toBeGreaterThan(100);
  expect(Math.min(...plain.map((id) => taken.get(id) ?? 0))).toBe(2);
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
