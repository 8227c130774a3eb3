import type { JsonValue } from '@signalbox/flow';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { restoreSource, snapshotSource } from './snapshot.ts';
import { createSource, latestAttributes } from './source-state.ts';
import { Driver, NOW, SPEEDING, messageAt, scripted } from './testing/driver.ts';
import type { Script } from './testing/fake-nodes.ts';

const value = fc.constantFrom<JsonValue>(1, 2.5, true, null, 'text', [1, 'a'], { b: null });
const attributes = fc.dictionary(fc.constantFrom('speed', 'door', 'text', 'x', 'write', 'at'), value, {
  noNullPrototype: true,
});
const records = fc.array(fc.tuple(fc.integer({ min: -900, max: 900 }), attributes), { maxLength: 60 });

/** Writes what the record asks for, sometimes under times of its own. */
const it: Script = (context) => {
  const asked = context.attribute('write');
  const at = context.attribute('at');
  context.writeState(asked);
  if (asked !== null) context.writeAttribute('written', asked, typeof at === 'number' ? at : undefined);
  context.writeAttribute('x', context.attribute('speed'));
  return null;
};

function drive(list: readonly (readonly [ageS: number, Record<string, JsonValue>])[]): Driver {
  const driver = new Driver([scripted(), { ...SPEEDING, id: 2 }], { it });
  for (const [ageS, body] of list) driver.message(messageAt(NOW - ageS * 1000, body));
  return driver;
}

/** As a store gives it back. */
function stored<T>(data: T): T {
  return JSON.parse(JSON.stringify(data));
}

describe('whatever was received', () => {
  test('a restored snapshot is the state', () => {
    fc.assert(
      fc.property(records, (list) => {
        const { state } = drive(list);
        const restored = restoreSource(stored(snapshotSource(state)), [], []);
        expect(snapshotSource(restored)).toEqual(snapshotSource(state));
        expect(latestAttributes(restored)).toEqual(latestAttributes(state));
      }),
    );
  });

  test('a snapshot and the records after it restore the state', () => {
    fc.assert(
      fc.property(records, fc.nat(), (list, at) => {
        const k = at % (list.length + 1);
        const before = drive(list.slice(0, k));
        const live = drive(list);
        const restored = restoreSource(stored(snapshotSource(before.state)), stored(live.tail.slice(k)), []);
        expect(snapshotSource(restored)).toEqual(snapshotSource(live.state));
      }),
    );
  });

  test('a restored source goes on as if nothing had been', () => {
    fc.assert(
      fc.property(records, records, (list, more) => {
        const live = drive(list);
        const again = drive(list);
        const changes = list.length === 0 ? [] : nodeStatesOf(live);
        again.state = restoreSource(stored(snapshotSource(again.state)), [], changes);
        for (const [ageS, body] of more) {
          const message = messageAt(NOW - ageS * 1000, body);
          expect(again.message(message)).toEqual(live.message(message));
        }
      }),
    );
  });
});

/** Of the one node that keeps a state. */
function nodeStatesOf(driver: Driver) {
  return [...(driver.state.nodeStates?.values() ?? [])];
}

test('a new source has a snapshot too', () => {
  expect(restoreSource(stored(snapshotSource(createSource())), [], [])).toEqual(createSource());
});

test('without a snapshot the records alone restore the state', () => {
  const driver = drive([
    [5, { speed: 90 }],
    [4, { door: true }],
  ]);
  expect(snapshotSource(restoreSource(null, driver.tail, []))).toEqual(snapshotSource(driver.state));
});

test.each<[string, JsonValue]>([
  ['of another version', { v: 2 }],
  ['that is a list', []],
  ['without rows', { v: 1, hashes: [], names: [], older: [] }],
])('a snapshot %s is refused', (_, snapshot) => {
  expect(() => restoreSource(snapshot, [], [])).toThrow(/snapshot is not of version 1 or is damaged/);
});
