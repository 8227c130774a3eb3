import type { FlowNode } from '@signalbox/flow';
import { expect, test } from 'vitest';
import { durationWords } from './duration-words.ts';
import { nodeDefinitions } from './index.ts';

test.each([
  { seconds: 0, words: '0 s' },
  { seconds: 0.5, words: '0.5 s' },
  { seconds: 90, words: '90 s' },
  { seconds: 60, words: '1 min' },
  { seconds: 5400, words: '90 min' },
  { seconds: 7200, words: '2 h' },
  { seconds: 172_800, words: '2 d' },
])('$seconds seconds are $words', ({ seconds, words }) => {
  expect(durationWords(seconds)).toBe(words);
});

const rows: readonly (readonly [type: string, data: FlowNode['data'], summary: string])[] = [
  [
    'logic',
    { name: 'fast', condition: 'speed > 80', hold_for_s: 30, mode: 'on_change' },
    'speed > 80 for 30 s, once per change',
  ],
  ['logic', { name: 'fast', condition: 'speed > 80' }, 'speed > 80'],
  ['delay', { for_s: 300, cancel_condition: 'ignition' }, 'Wait 5 min, unless ignition'],
  ['delay', { for_s: 1 }, 'Wait 1 s'],
  ['limit', { max: 3, per_s: 3600 }, 'At most 3 per 1 h'],
  ['geofence', { geofence_ids: [4], on: 'enter', dwell_s: 120 }, 'Enters geofence 4 for 2 min'],
  ['geofence', { geofence_ids: [4, 5], on: 'enter' }, 'Enters any of geofence 4, geofence 5'],
  ['geofence', { geofence_ids: [4, 5], on: 'inside' }, 'Is inside any of geofence 4, geofence 5'],
  ['geofence', { geofence_ids: [4, 5], on: 'outside' }, 'Is outside all of geofence 4, geofence 5'],
  ['silence', { select: { all: true }, after_s: 600 }, 'Every device, silent for 10 min'],
  ['connection', { source_ids: [1, 2], on: 'offline' }, '2 devices, going offline'],
  ['time_window', { windows: [{ days: [1], from: '22:00', to: '06:00' }] }, '22:00 to 06:00 (UTC)'],
  [
    'action',
    { actions: [{ type: 'set_output', number: 1, value: true }], guard: 'speed < 5' },
    'output 1 on, only while speed < 5',
  ],
  ['webhook', { url: 'https://example.com/hook', headers: [], body: null }, 'POST example.com/hook'],
];

test.each([
  [[1], 'Leaves Yard'],
  [[2], 'Leaves geofence 2'],
  [[1, 2], 'Leaves any of Yard, geofence 2'],
])('geofences %j are named where their names are known', (ids, summary) => {
  const definition = nodeDefinitions.get('geofence');
  const data = definition?.schema.parse({ title: 'T', geofence_ids: ids, on: 'leave' });
  expect(definition?.summary(data, { geofence: (id) => (id === 1 ? 'Yard' : undefined) })).toBe(summary);
});

test.each(rows)('%s %j reads "%s"', (type, data, summary) => {
  const definition = nodeDefinitions.get(type);
  expect(definition?.summary(definition.schema.parse({ title: 'T', ...data }))).toBe(summary);
});
