import { describe, expect, test } from 'vitest';
import { describeNode } from '../testing/describe-node.ts';
import { examplesIn } from '../testing/example.ts';
import { FakeSource, TEST_TIME } from '../testing/fake-context.ts';
import type { WrittenAttribute } from '../testing/fake-context.ts';
import { definition } from './definition.ts';
import { runtime } from './runtime.ts';

describeNode(definition, runtime, examplesIn(import.meta.dirname));

function write(item: object): WrittenAttribute | undefined {
  const data = definition.schema.parse({ items: [{ name: 'out', value: 'a', ...item }] });
  const context = new FakeSource().nextRun({ attributes: { a: 5 }, messageTime: TEST_TIME - 1000 });
  runtime.prepare(data)(context);
  return context.written[0];
}

describe('initiate_attributes', () => {
  test('leaves times to the message where none are given', () => {
    expect(write({ generation_time: null })).toEqual({
      name: 'out',
      value: 5,
      generationTime: undefined,
      serverTime: undefined,
    });
  });

  test('takes times from formulas', () => {
    expect(write({ generation_time: "genTime('a') - 500", server_time: 'now()' })).toMatchObject({
      generationTime: TEST_TIME - 1500,
      serverTime: TEST_TIME,
    });
  });

  test.each([
    ['its value is unknown', { value: 'missing + 1' }],
    ['its device time is unknown', { generation_time: 'missing' }],
    ['its server time is no number', { server_time: '"noon"' }],
  ])('writes nothing when %s', (_what, item) => {
    expect(write(item)).toBeUndefined();
  });

  test('the lower of two items of one name wins', () => {
    const items = [
      { name: 'out', value: '1' },
      { name: 'out', value: 'out + 1' },
    ];
    const context = new FakeSource().nextRun();
    runtime.prepare(definition.schema.parse({ items }))(context);
    expect(context.attribute('out')).toBe(2);
  });

  test('names the path of each broken formula', () => {
    const items = [
      { name: 'a', value: '1 +' },
      { name: 'b', value: '1', server_time: '(' },
    ];
    expect(definition.check?.(definition.schema.parse({ items }))).toMatchObject([
      { severity: 'error', path: 'items[0].value' },
      { severity: 'error', path: 'items[1].server_time' },
    ]);
  });

  test.each([null, undefined])('takes %j for no items', (items) => {
    expect(definition.schema.parse({ items }).items).toEqual([]);
  });
});
