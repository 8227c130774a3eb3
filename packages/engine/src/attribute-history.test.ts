import type { JsonValue } from '@signalbox/flow';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HISTORY_LENGTH, appendRecord, createHistory, putValue } from './attribute-history.ts';
import type { AttributeHistory } from './attribute-history.ts';
import { knownValue, newestSample, sampleAt } from './attribute-query.ts';

type Attributes = Readonly<Record<string, JsonValue>>;

/** What one record said, the flows' writes included, with the times of each value. */
type Said = Map<string, { value: JsonValue; generationTime: number; serverTime: number }>;

const NAMES = ['speed', 'door', 'fuel', 'text'];
const anyValue: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom<JsonValue>(null, null, true, false, '', 'text', [1, null], { a: { b: 1 } }, -1.7e308),
);
const attributes = fc.dictionary(fc.constantFrom(...NAMES), anyValue, { noNullPrototype: true });
const write = fc.record({
  name: fc.constantFrom(...NAMES, 'written'),
  value: anyValue,
  stamp: fc.option(fc.record({ generationTime: fc.nat(), serverTime: fc.nat() })),
});
/** Runs of like records, so that values leave the rows on both ways. */
const records = fc.array(
  fc.record({
    attributes,
    writes: fc.array(write, { maxLength: 2 }),
    times: fc.constantFrom(1, 1, 2, 5, 11, 12, 13, 14, 30),
  }),
  { maxLength: 12 },
);

function replay(
  history: AttributeHistory,
  runs: typeof records extends fc.Arbitrary<infer R> ? R : never,
): Said[] {
  const said: Said[] = [];
  for (const run of runs) {
    for (let n = 0; n < run.times; n++) {
      const stamp = { generationTime: said.length * 10, serverTime: said.length * 10 + 1 };
      appendRecord(history, run.attributes, stamp);
      const record: Said = new Map(
        Object.entries(run.attributes).map(([name, value]) => [name, { value, ...stamp }]),
      );
      for (const { name, value, stamp: own } of run.writes) {
        putValue(history, name, value, own);
        record.set(name, { value, ...(own ?? stamp) });
      }
      said.push(record);
    }
  }
  return said.toReversed();
}

describe('whatever the records', () => {
  test('the index-th value of all is what that record said', () => {
    fc.assert(
      fc.property(records, (runs) => {
        const history = createHistory();
        const said = replay(history, runs);
        for (const name of [...NAMES, 'written']) {
          for (let index = 0; index < HISTORY_LENGTH; index++) {
            const expected = said[index]?.get(name);
            const shown = expected?.value === null ? undefined : expected;
            expect(sampleAt(history, name, index, 'all')).toEqual(shown);
          }
        }
      }),
    );
  });

  test('the index-th valid value is the index-th that is not null, however long ago', () => {
    fc.assert(
      fc.property(records, (runs) => {
        const history = createHistory();
        const said = replay(history, runs);
        for (const name of [...NAMES, 'written']) {
          const valid = said
            .map((record) => record.get(name))
            .filter((entry) => entry && entry.value !== null);
          for (let index = 0; index < HISTORY_LENGTH; index++) {
            expect(sampleAt(history, name, index, 'valid')).toEqual(valid[index]);
          }
        }
      }),
    );
  });

  test('the last known value is what was said last, null included', () => {
    fc.assert(
      fc.property(records, (runs) => {
        const history = createHistory();
        const said = replay(history, runs);
        for (const name of [...NAMES, 'written']) {
          const expected = said.find((record) => record.has(name))?.get(name);
          expect(newestSample(history, name)).toEqual(expected);
          expect(knownValue(history, name, Number.NEGATIVE_INFINITY)).toEqual(expected?.value ?? null);
        }
      }),
    );
  });
});

function historyOf(...list: Attributes[]): AttributeHistory {
  const history = createHistory();
  for (const [index, record] of list.entries()) {
    appendRecord(history, record, { generationTime: index * 10, serverTime: index * 10 + 5 });
  }
  return history;
}

test('the documented example counts gaps in all and skips them in valid', () => {
  const history = historyOf({ t: 23.2 }, {}, { t: 24.8 }, {}, { t: 25.5 });
  const values = (mode: 'all' | 'valid') => [0, 1, 2].map((n) => sampleAt(history, 't', n, mode)?.value);
  expect(values('all')).toEqual([25.5, undefined, 24.8]);
  expect(values('valid')).toEqual([25.5, 24.8, 23.2]);
});

test('a value older than the limit is no value', () => {
  const history = historyOf({ t: 1 }, { other: 1 });
  expect(knownValue(history, 't', 0)).toBe(1);
  expect(knownValue(history, 't', 1)).toBeNull();
});

test.each([-1, 12, 0.5, Number.NaN])('there is no value at index %d', (index) => {
  const history = historyOf(...Array.from({ length: 20 }, (_, t) => ({ t })));
  expect(sampleAt(history, 't', index, 'all')).toBeUndefined();
  expect(sampleAt(history, 't', index, 'valid')).toBeUndefined();
});

test.each(['toString', '__proto__', 'constructor'])('a name such as %s is no attribute', (name) => {
  expect(knownValue(historyOf({ t: 1 }), name, 0)).toBeNull();
});

test('a device that invents names keeps its newest and never more than a thousand', () => {
  const history = createHistory();
  for (let n = 0; n < 5000; n++) {
    appendRecord(history, { speed: n, [`x${n}`]: n }, { generationTime: n, serverTime: n });
  }
  expect(history.layout.names).toHaveLength(1000);
  expect(knownValue(history, 'speed', 0)).toBe(4999);
  expect(knownValue(history, 'x4999', 0)).toBe(4999);
  expect(sampleAt(history, 'x4998', 1, 'all')?.value).toBe(4998);
  expect(knownValue(history, 'x3', 0)).toBeNull();
});
