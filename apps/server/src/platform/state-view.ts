import type { TrackerStateOnWire } from '@signalbox/api';
import { findModel } from '@signalbox/devices';
import type { JsonValue, Sample } from '@signalbox/flow';
import type { Device } from '@signalbox/storage';
import type { ApiServices } from '../api/services.ts';
import { linesOf } from '../output-states.ts';
import { newestTime } from './run-control.ts';

type Attributes = ReadonlyMap<string, Sample>;
type Gps = TrackerStateOnWire['gps'];

/** Connected without a word for this long is `idle`. */
const IDLE_AFTER_MS = 5 * 60_000;

/** Inputs are a bit mask too, and no model says how many a device has. */
const INPUTS = 8;

/** Attributes that have a place of their own in the state. */
const PLACED = new Set([
  'latitude',
  'longitude',
  'altitude',
  'speed',
  'heading',
  'is_moving',
  'ignition',
  'battery_level',
  'input_status',
  'output_status',
]);

/** What a tracker last reported, as far as it did: nothing is guessed, what is unknown is left out. */
export async function showState(
  services: ApiServices,
  { source }: Device,
  date: (ms: number) => string,
): Promise<TrackerStateOnWire> {
  const attributes = await services.runtime.attributes(source.id);
  const value = (name: string): JsonValue | undefined => attributes.get(name)?.value;
  const dated = <Name extends string>(name: Name, ...sources: readonly string[]) =>
    datedField(attributes, { name, sources, date });
  const last = newestTime(attributes);
  return {
    source_id: source.id,
    gps: gpsOf(attributes, date),
    connection_status: connectionOf(services, source.id, last),
    movement_status: movementOf(value('is_moving'), value('speed'), value('ignition')),
    ...dated('movement_status_update', 'is_moving', 'speed'),
    ...booleanField('ignition', value('ignition')),
    ...dated('ignition_update', 'ignition'),
    ...(last === null ? {} : { last_update: date(last) }),
    ...numberField('battery_level', value('battery_level')),
    ...dated('battery_update', 'battery_level'),
    inputs: linesOf(INPUTS, value('input_status')) ?? [],
    ...dated('inputs_update', 'input_status'),
    outputs: linesOf(findModel(source.model)?.outputs ?? 0, value('output_status')) ?? [],
    ...dated('outputs_update', 'output_status'),
    additional: additionalOf(attributes, date),
    ...dated('actual_track_update', 'latitude'),
  };
}

function gpsOf(attributes: Attributes, date: (ms: number) => string): Gps {
  const value = (name: string): JsonValue | undefined => attributes.get(name)?.value;
  const [lat, lng] = [value('latitude'), value('longitude')];
  const known = typeof lat === 'number' && typeof lng === 'number';
  return {
    ...datedField(attributes, { name: 'updated', sources: ['latitude'], date }),
    ...(known ? { location: { lat, lng } } : {}),
    ...numberField('heading', value('heading')),
    ...numberField('speed', value('speed')),
    ...numberField('alt', value('altitude')),
  };
}

function connectionOf({ clock, links }: ApiServices, sourceId: number, last: number | null): string {
  if (!links.isOnline(sourceId)) return last === null ? 'just_registered' : 'offline';
  return last !== null && clock.now() - last <= IDLE_AFTER_MS ? 'active' : 'idle';
}

function movementOf(
  isMoving: JsonValue | undefined,
  speed: JsonValue | undefined,
  ignition: JsonValue | undefined,
) {
  const moves = typeof isMoving === 'boolean' ? isMoving : typeof speed === 'number' && speed > 0;
  if (moves) return 'moving';
  return ignition === true ? 'stopped' : 'parked';
}

function additionalOf(
  attributes: Attributes,
  date: (ms: number) => string,
): TrackerStateOnWire['additional'] {
  const others = [...attributes].filter(([name, { value }]) => !PLACED.has(name) && value !== null);
  return Object.fromEntries(
    others.map(([name, { value, generationTime }]) => [name, { value, updated: date(generationTime) }]),
  );
}

/** When the first of some attributes that has a value was last said; no field without any. */
function datedField<Name extends string>(
  attributes: Attributes,
  field: { readonly name: Name; readonly sources: readonly string[]; readonly date: (ms: number) => string },
): Partial<Record<Name, string>> {
  const samples = field.sources.map((source) => attributes.get(source));
  const known = samples.find((sample) => sample !== undefined && sample.value !== null);
  return known === undefined ? {} : single(field.name, field.date(known.generationTime));
}

function booleanField<Name extends string>(
  name: Name,
  value: JsonValue | undefined,
): Partial<Record<Name, boolean>> {
  return typeof value === 'boolean' ? single(name, value) : {};
}

function numberField<Name extends string>(
  name: Name,
  value: JsonValue | undefined,
): Partial<Record<Name, number>> {
  return typeof value === 'number' ? single(name, value) : {};
}

function single<Name extends string, Value>(name: Name, value: Value): Partial<Record<Name, Value>> {
  const field: Partial<Record<Name, Value>> = {};
  field[name] = value;
  return field;
}
