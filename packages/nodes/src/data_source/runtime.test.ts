import { describe, expect, test } from 'vitest';
import { describeNode } from '../testing/describe-node.ts';
import { examplesIn } from '../testing/example.ts';
import { TEST_SOURCE } from '../testing/fake-context.ts';
import { definition } from './definition.ts';
import { runtime } from './runtime.ts';

describeNode(definition, runtime, examplesIn(import.meta.dirname));

function chooses(data: object): boolean | undefined {
  return runtime.selects?.(definition.schema.parse(data), TEST_SOURCE);
}

describe('data_source', () => {
  test.each([
    ['an id of the list', { source_ids: [3, 7] }, true],
    ['an id beside the list', { source_ids: [3] }, false],
    ['nothing', {}, false],
    ['null', { source_ids: null }, false],
    ['an empty rule', { select: { labels: [], models: null } }, false],
    ['all', { select: { all: true } }, true],
    ['one of its labels', { select: { labels: ['south', 'north'] } }, true],
    ['a label that it lacks', { select: { labels: ['south'] } }, false],
    ['its model', { select: { models: ['fmb920'] } }, true],
    ['its label and model', { select: { labels: ['vans'], models: ['fmb920'] } }, true],
    ['its label and another model', { select: { labels: ['vans'], models: ['gt06'] } }, false],
    ['an id beside a rule that does not fit', { source_ids: [7], select: { labels: ['south'] } }, true],
  ])('chooses a device by %s: %#', (_what, data, expected) => {
    expect(chooses(data)).toBe(expected);
  });

  test.each([
    [{ source_ids: [3, 7] }, [3, 7]],
    [{}, []],
    [{ source_ids: [3], select: { all: true } }, null],
    [{ source_ids: [3], select: { models: ['gt06'] } }, null],
  ])('of %j the candidates are %j', (data, expected) => {
    expect(runtime.candidates?.(definition.schema.parse(data))).toEqual(expected);
  });

  test('passes late messages on', () => {
    expect(runtime.acceptsLate?.(definition.schema.parse({}))).toBe(true);
  });

  test('warns where no device is chosen', () => {
    expect(definition.check?.(definition.schema.parse({ source_ids: null }))).toMatchObject([
      { severity: 'warning', path: 'source_ids' },
    ]);
  });

  test.each([
    [{}, 'No device'],
    [{ source_ids: [1] }, '1 device'],
    [
      { source_ids: [1, 2], select: { labels: ['vans'], models: ['a', 'b'] } },
      '2 devices + label vans, model a or b',
    ],
    [{ select: { all: true } }, 'Every device'],
  ])('sums up %j', (data, summary) => {
    expect(definition.summary(definition.schema.parse(data))).toBe(summary);
  });
});
