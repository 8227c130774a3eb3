import { describe, expect, test } from 'vitest';
import type { EffectRequest, Timeliness } from '@signalbox/flow';
import { describeNode } from '../testing/describe-node.ts';
import { examplesIn } from '../testing/example.ts';
import { FakeSource, TEST_TIME } from '../testing/fake-context.ts';
import { definition } from './definition.ts';
import { runtime } from './runtime.ts';

describeNode(definition, runtime, examplesIn(import.meta.dirname));

const on = { type: 'set_output', number: 1, value: true };
const off = { type: 'set_output', number: 1, value: false };

function emitted(data: object, timeliness: Timeliness = 'live'): readonly EffectRequest[] {
  const context = new FakeSource().nextRun({ timeliness });
  expect(runtime.prepare(definition.schema.parse({ actions: [on], ...data }))(context)).toBeNull();
  return context.effects;
}

function targets(data: object): readonly unknown[] {
  return emitted(data).map((effect) => effect.kind === 'command' && effect.targetSourceId);
}

describe('action', () => {
  test.each([
    ['live', false, 1],
    ['live', true, 1],
    ['delayed', false, 0],
    ['delayed', true, 1],
    ['late', true, 0],
    ['future', true, 0],
    ['no_time', true, 0],
  ] as const)('for a %s message with allow_delayed %j it emits %d', (timeliness, allowDelayed, count) => {
    expect(emitted({ allow_delayed: allowDelayed }, timeliness)).toHaveLength(count);
  });

  test.each([
    ['live', false, 30, 30, 1],
    ['live', false, 30, 31, 0],
    ['live', true, 30, 31, 0],
    ['live', false, 3600, 31, 1],
    ['delayed', false, 3600, 600, 0],
    ['delayed', true, 3600, 3600, 1],
    ['delayed', true, 3600, 3601, 0],
    ['late', true, 3600, 1, 0],
  ] as const)(
    'for a %s message with allow_delayed %j and max_age_s %d, %d s old, it emits %d',
    (timeliness, allowDelayed, maxAgeS, ageS, count) => {
      const context = new FakeSource().nextRun({ timeliness, messageTime: TEST_TIME - ageS * 1000 });
      const data = { actions: [on], allow_delayed: allowDelayed, max_age_s: maxAgeS };
      runtime.prepare(definition.schema.parse(data))(context);
      expect(context.effects).toHaveLength(count);
    },
  );

  test('what is no message has no age', () => {
    const context = new FakeSource().nextRun({ connection: 'online' });
    runtime.prepare(definition.schema.parse({ actions: [on], max_age_s: 1 }))(context);
    expect(context.effects).toHaveLength(1);
  });

  test('does not run for late messages', () => {
    expect(runtime).not.toHaveProperty('acceptsLate');
  });

  test.each([
    ['no mapping acts on the device itself', null, [7]],
    ['another device’s mapping acts on the device itself', [{ source_id: 8, target_source_ids: [9] }], [7]],
    ['a mapping replaces the device', [{ source_id: 7, target_source_ids: [9, 10] }], [9, 10]],
    ['a mapping may name the device too', [{ source_id: 7, target_source_ids: [9, 7] }], [9, 7]],
    [
      'two mappings of one device add up, each target once',
      [
        { source_id: 7, target_source_ids: [9, 10] },
        { source_id: 7, target_source_ids: [10, 11] },
      ],
      [9, 10, 11],
    ],
  ])('%s', (_what, mapping, expected) => {
    expect(targets({ device_mapping: mapping })).toEqual(expected);
  });

  test('goes through the actions in order, each on every target', () => {
    const mapping = [{ source_id: 7, target_source_ids: [1, 2] }];
    const effects = emitted({ actions: [on, off], device_mapping: mapping });
    expect(effects).toMatchObject([
      { targetSourceId: 1, command: { value: true } },
      { targetSourceId: 2, command: { value: true } },
      { targetSourceId: 1, command: { value: false } },
      { targetSourceId: 2, command: { value: false } },
    ]);
  });

  test('one time to live is for every action', () => {
    const actions = [on, { type: 'send_gprs_command', command: 'getver' }];
    expect(emitted({ actions, ttl_s: 30 })).toMatchObject([{ ttlMs: 30_000 }, { ttlMs: 30_000 }]);
  });

  test.each([null, undefined])('sends a command reliably when reliable is %j', (reliable) => {
    const [effect] = emitted({ actions: [{ type: 'send_gprs_command', command: 'getver', reliable }] });
    expect(effect).toMatchObject({ command: { type: 'raw', reliable: true } });
  });

  test.each([
    ['output 0', { actions: [{ ...on, number: 0 }] }],
    ['output 9', { actions: [{ ...on, number: 9 }] }],
    ['no output value', { actions: [{ type: 'set_output', number: 1 }] }],
    [
      'nine outputs',
      { actions: [{ type: 'set_all_outputs', values: Array.from({ length: 9 }, () => true) }] },
    ],
    ['an empty command', { actions: [{ type: 'send_gprs_command', command: '' }] }],
    ['a command of 513 characters', { actions: [{ type: 'send_gprs_command', command: 'x'.repeat(513) }] }],
    ['an unknown action', { actions: [{ type: 'open_door' }] }],
    ['an unknown field of an action', { actions: [{ ...on, pulse: 5 }] }],
    ['eleven actions', { actions: Array.from({ length: 11 }, () => on) }],
    ['a mapping to nothing', { device_mapping: [{ source_id: 7, target_source_ids: [] }] }],
  ])('refuses %s', (_what, data) => {
    expect(definition.schema.safeParse(data).success).toBe(false);
  });

  test.each([
    ['no action', { actions: null }, 'warning', 'actions'],
    ['the same action twice', { actions: [on, on] }, 'warning', 'actions[1]'],
    ['a broken guard', { actions: [on], guard: 'speed <' }, 'error', 'guard'],
  ])('says what is wrong with %s', (_what, data, severity, path) => {
    expect(definition.check?.(definition.schema.parse(data))).toMatchObject([{ severity, path }]);
  });

  test('keeps a foreign id', () => {
    expect(definition.schema.parse({ trackable_node_id: 'action_50fb2abc' })).toMatchObject({
      trackable_node_id: 'action_50fb2abc',
    });
  });
});
