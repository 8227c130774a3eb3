import type { Scope, ScopeSample, Value } from '../scope.ts';

/** Device time of the newest message of the fixture. */
export const NEWEST_MS = 1_700_000_000_000;
const STEP_MS = 10_000;

/** A scope over plain values: the newest first, one every ten seconds. */
export function scopeOf(history: Readonly<Record<string, readonly Value[]>>): Scope {
  const samples = new Map(
    Object.entries(history).map(([name, values]) => [
      name,
      values.map((value, index) => sampleAt(value, index)),
    ]),
  );
  const valid = (name: string): ScopeSample[] =>
    (samples.get(name) ?? []).filter((sample) => sample.value !== null);
  return {
    now: NEWEST_MS + 2000,
    attribute: (name) => valid(name)[0]?.value ?? null,
    sample: (name, index, mode) => (mode === 'valid' ? valid(name) : samples.get(name))?.[index],
    inGeofence: (id, latitude) => {
      if (id === 7) return latitude > 50;
      return id === 8 ? latitude < 50 : null;
    },
  };
}

function sampleAt(value: Value, index: number): ScopeSample {
  const generationTime = NEWEST_MS - index * STEP_MS;
  return { value, generationTime, serverTime: generationTime + 1000 };
}

/** A scope that knows the last values alone. */
export function scopeWith(values: Readonly<Record<string, Value>>): Scope {
  return scopeOf(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]])));
}

/** What the examples of the function table are about. */
export const EXAMPLE_SCOPE: Scope = {
  ...scopeOf({
    speed: [90],
    model: ['van-7'],
    temperature: [25.5, null, 24.8, null, 23.2],
    latitude: [52.52, 48.8566],
    longitude: [13.405, 2.3522],
  }),
  response: { status: 201, body: { order: { id: 17, lines: [{ name: 'cable' }] } } },
};
