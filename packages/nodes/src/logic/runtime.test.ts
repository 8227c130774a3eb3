import { describe, expect, test } from 'vitest';
import { describeNode } from '../testing/describe-node.ts';
import { describeTruth } from '../testing/describe-truth.ts';
import { examplesIn } from '../testing/example.ts';
import { FakeSource } from '../testing/fake-context.ts';
import { definition } from './definition.ts';
import { runtime } from './runtime.ts';

describeNode(definition, runtime, examplesIn(import.meta.dirname));
describeTruth({
  definition,
  runtime,
  folder: import.meta.dirname,
  base: { title: 'T', name: 'result', condition: "value('x', 0, 'all')" },
  message: (x) => ({ attributes: { x } }),
});

const base = { title: 'T', name: 'result', condition: 'x' };

/** Branch and written result for one message after another. */
function runAll(data: object, values: readonly (boolean | number | string | null)[]): readonly unknown[] {
  const run = runtime.prepare(definition.schema.parse({ ...base, ...data }));
  const source = new FakeSource();
  return values.map((x) => {
    const context = source.nextRun({ attributes: { x, speed: 1 } });
    // A missing x is unknown; the fake remembers the last value as the engine does, so ask this message only.
    return [run(context), context.written[0]?.value];
  });
}

describe('logic', () => {
  const strictly = { condition: "value('x', 0, 'all')" };

  test.each([
    [true, 'then_edge', true],
    [false, 'else_edge', false],
    [1, 'then_edge', true],
    [0, 'else_edge', false],
    [null, null, undefined],
    [7, null, undefined],
    ['true', null, undefined],
  ])('takes %j to %j', (value, branch, written) => {
    expect(runAll(strictly, [value])).toEqual([[branch, written]]);
  });

  test('counts unknown as false when asked to', () => {
    expect(runAll({ ...strictly, on_unknown: 'else' }, [null])).toEqual([['else_edge', false]]);
  });

  test('on change, starts from true as from false', () => {
    const results = runAll({ ...strictly, mode: 'on_change' }, [true, true, false, true]);
    expect(results.map((result) => JSON.stringify(result))).toEqual([
      '[null,true]',
      '[null,true]',
      '["else_edge",false]',
      '["then_edge",true]',
    ]);
  });

  test('on change, an unknown result between two equal ones is no change', () => {
    expect(runAll({ ...strictly, mode: 'on_change' }, [false, true, null, true])).toEqual([
      [null, false],
      ['then_edge', true],
      [null, undefined],
      [null, true],
    ]);
  });

  test('on change, an unknown result is a change when it counts as false', () => {
    expect(runAll({ ...strictly, mode: 'on_change', on_unknown: 'else' }, [true, null])).toEqual([
      [null, true],
      ['else_edge', false],
    ]);
  });

  test('does not run for late messages', () => {
    expect(runtime).not.toHaveProperty('acceptsLate');
  });

  test.each([
    ['an unfinished condition', { condition: 'speed >' }],
    ['a forbidden name', { condition: 'constructor == 1' }],
  ])('refuses %s', (_what, data) => {
    const problems = definition.check?.(definition.schema.parse({ ...base, ...data }));
    expect(problems).toMatchObject([{ severity: 'error', path: 'condition' }]);
  });

  test.each([
    ['speed < 70', []],
    ['not ignition', []],
    [
      'speed > 80',
      ['says the same as the condition: the result switches off and on again with every message'],
    ],
    ['speed > 70', ['is true whenever the condition is: the result switches off with the next message']],
    [
      'speed > 90',
      ['is true only while the condition is too: the result switches on again with the next message'],
    ],
    ['speed < 70 and speed > 80', ['speed < 70 and speed > 80 can never be true (column 1)']],
  ])('for speed > 80, doubts the release condition %s: %j', (release, messages) => {
    const data = { ...base, condition: 'speed > 80', release_condition: release };
    expect(definition.check?.(definition.schema.parse(data))).toEqual(
      messages.map((message) =>
        expect.objectContaining({ severity: 'warning', path: 'release_condition', message }),
      ),
    );
  });

  test.each(['__proto__', 'prototype', 'constructor', 'a-b', ''])(
    'does not write an attribute "%s"',
    (name) => {
      expect(definition.schema.safeParse({ ...base, name }).success).toBe(false);
    },
  );

  test('names what it reads and writes', () => {
    const data = definition.schema.parse({ ...base, condition: 'speed > limit' });
    expect(definition.reads?.(data)).toEqual(['speed', 'limit']);
    expect(definition.writes?.(data)).toEqual(['result']);
  });
});
