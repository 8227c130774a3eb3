import type { Track } from '@signalbox/devices/simulator';
import type { JsonValue, PublishedFlow } from '@signalbox/flow';
import type { Geofence } from '@signalbox/runtime';
import { flow } from '../../packages/runtime/src/testing/runtime-driver.ts';

const SOURCE = { source_ids: [1] };
const PLACE = 1;

/** A place half way, some streets wide. */
export function placeOf({ points }: Track): Geofence {
  const middle = points[Math.floor(points.length / 2)];
  if (!middle) throw new Error('The drive has no points');
  return { id: PLACE, shape: { type: 'circle', center: [middle.longitude, middle.latitude], radius_m: 150 } };
}

/** The speed that a third of the drive is faster than. */
export function fastSpeedOf({ points }: Track): number {
  const speeds = points.map(({ speedKmh }) => speedKmh).toSorted((a, b) => a - b);
  return Math.round(speeds[Math.floor(speeds.length * 0.65)] ?? 0);
}

/** One flow for each way to keep time and state, each with outputs of its own; silence tells a receiver. */
export function driveFlows(track: Track): readonly PublishedFlow[] {
  const fast = fastSpeedOf(track);
  const release = `speed < ${fast - 5}`;
  const logic = { mode: 'on_change', condition: `speed > ${fast}`, name: 'fast' };
  return [
    decision(1, 'logic', { ...logic, hold_for_s: 4, release_condition: release, release_after_s: 2 }),
    decision(2, 'logic', { ...logic, mode: 'every_message', cooldown_s: 90 }),
    decision(3, 'geofence', { geofence_ids: [PLACE], on: 'enter', dwell_s: 5 }),
    decision(4, 'logic', { mode: 'on_change', condition: 'ignition == true', name: 'runs' }),
    decision(5, 'geofence', { geofence_ids: [PLACE], on: 'leave', cooldown_s: 60 }),
    decision(6, 'logic', { ...logic, condition: 'speed < 3', hold_for_s: 10, max_gap_s: 30 }),
    silenceFlow(7),
  ];
}

/** A condition that switches the output of the flow's number. */
function decision(id: number, type: string, data: Record<string, JsonValue>): PublishedFlow {
  return flow(id, {
    title: `Flow ${id}: ${type}`,
    nodes: [
      { id: 1, type: 'data_source', data: SOURCE },
      { id: 2, type, data: { title: 'Decide', ...data } },
      { id: 3, type: 'action', data: setOutput(id, true) },
      { id: 4, type: 'action', data: setOutput(id, false) },
    ],
    edges: [
      { from: 1, to: 2 },
      { from: 2, to: 3, type: 'then_edge' },
      // Without a change there is an ELSE with every message: that would be no wish worth comparing.
      ...(data['mode'] === 'every_message' ? [] : [{ from: 2, to: 4, type: 'else_edge' }]),
    ],
  });
}

function setOutput(number: number, value: boolean): Record<string, JsonValue> {
  return { skip_if_already: false, actions: [{ type: 'set_output', number, value }] };
}

function silenceFlow(id: number): PublishedFlow {
  return flow(id, {
    title: `Flow ${id}: silence`,
    nodes: [
      { id: 1, type: 'silence', data: { title: 'Silent', after_s: 120, ...SOURCE } },
      { id: 2, type: 'webhook', data: { title: 'Tell', url: 'https://example.com/silent', body: '{}' } },
    ],
    edges: [{ from: 1, to: 2 }],
  });
}
