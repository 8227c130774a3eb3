import { bearing as turfBearing } from '@turf/bearing';
import { distance as turfDistance } from '@turf/distance';
import type { Scope, Value } from '../scope.ts';
import type { FunctionDefinition } from './definition.ts';
import { numberAt, textAt } from './definition.ts';

const POSITION = ['latitude', 'longitude'] as const;

function isInside(scope: Scope, geofenceId: number, latitude: Value, longitude: Value): boolean | null {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
  return scope.inGeofence(geofenceId, latitude, longitude);
}

function wasInside(scope: Scope, geofenceId: number, index: number, mode: 'all' | 'valid'): boolean | null {
  const latitude = scope.sample('latitude', index, mode);
  const longitude = scope.sample('longitude', index, mode);
  if (latitude === undefined || longitude === undefined) return null;
  // Halves of two different positions are none.
  if (latitude.generationTime !== longitude.generationTime) return null;
  return isInside(scope, geofenceId, latitude.value, longitude.value);
}

/** Whether this message's position and the one before it lie inside; `null` where one is unknown. */
function passage(scope: Scope, geofenceId: number): { before: boolean; now: boolean } | null {
  const now = wasInside(scope, geofenceId, 0, 'all');
  const before = wasInside(scope, geofenceId, 1, 'valid');
  return now === null || before === null ? null : { before, now };
}

function inGeofence(args: readonly Value[], scope: Scope): Value {
  const geofenceId = numberAt(args, 0);
  if (args.length === 1) {
    return isInside(scope, geofenceId, scope.attribute('latitude'), scope.attribute('longitude'));
  }
  return wasInside(scope, geofenceId, numberAt(args, 1, 0), textAt(args, 2) === 'valid' ? 'valid' : 'all');
}

export const GEOFENCE_FUNCTIONS: readonly FunctionDefinition[] = [
  {
    name: 'inGeofence',
    group: 'geofence',
    parameters: [
      { name: 'id', kind: 'geofence' },
      { name: 'index', kind: 'index', optional: true },
      { name: 'mode', kind: 'mode', optional: true },
    ],
    gives: 'boolean',
    summary: 'Whether the last known position, or an earlier one, lies in the geofence',
    reads: POSITION,
    examples: [
      { formula: 'inGeofence(7)', gives: true },
      { formula: "inGeofence(7, 1, 'valid')", gives: false },
      { formula: 'inGeofence(404)', gives: null },
    ],
    apply: inGeofence,
  },
  {
    name: 'enterGeofence',
    group: 'geofence',
    parameters: [{ name: 'id', kind: 'geofence' }],
    gives: 'boolean',
    summary: "Whether this message's position lies in the geofence and the one before it did not",
    reads: POSITION,
    examples: [
      { formula: 'enterGeofence(7)', gives: true },
      { formula: 'enterGeofence(8)', gives: false },
    ],
    apply: (args, scope) => {
      const both = passage(scope, numberAt(args, 0));
      return both === null ? null : both.now && !both.before;
    },
  },
  {
    name: 'leaveGeofence',
    group: 'geofence',
    parameters: [{ name: 'id', kind: 'geofence' }],
    gives: 'boolean',
    summary: "Whether this message's position lies outside the geofence and the one before it did not",
    reads: POSITION,
    examples: [
      { formula: 'leaveGeofence(7)', gives: false },
      { formula: 'leaveGeofence(8)', gives: true },
    ],
    apply: (args, scope) => {
      const both = passage(scope, numberAt(args, 0));
      return both === null ? null : both.before && !both.now;
    },
  },
  {
    name: 'distance',
    group: 'geofence',
    parameters: [
      { name: 'lat1', kind: 'number' },
      { name: 'lng1', kind: 'number' },
      { name: 'lat2', kind: 'number' },
      { name: 'lng2', kind: 'number' },
    ],
    gives: 'number',
    summary: 'Metres between two positions in degrees, along the great circle',
    examples: [
      { formula: 'round(distance(52.52, 13.405, 48.8566, 2.3522) / 1000)', gives: 877 },
      { formula: 'distance(latitude, longitude, latitude, longitude)', gives: 0 },
      { formula: 'distance(missing, 0, 0, 0)', gives: null },
    ],
    apply: (args) => turfDistance(positionAt(args, 0), positionAt(args, 2), { units: 'meters' }),
  },
  {
    name: 'bearing',
    group: 'geofence',
    parameters: [
      { name: 'lat1', kind: 'number' },
      { name: 'lng1', kind: 'number' },
      { name: 'lat2', kind: 'number' },
      { name: 'lng2', kind: 'number' },
    ],
    gives: 'number',
    summary: 'Degrees (0 to 360, clockwise from north) in which the second position lies from the first',
    examples: [
      { formula: 'bearing(0, 0, 0, 1)', gives: 90 },
      { formula: 'bearing(0, 0, -1, 0)', gives: 180 },
      { formula: 'round(bearing(52.52, 13.405, 48.8566, 2.3522))', gives: 247 },
    ],
    apply: (args) => (turfBearing(positionAt(args, 0), positionAt(args, 2)) + 360) % 360,
  },
];

/** The latitude and longitude at two neighbouring arguments, as GeoJSON orders them. */
function positionAt(args: readonly Value[], index: number): number[] {
  return [numberAt(args, index + 1), numberAt(args, index)];
}
