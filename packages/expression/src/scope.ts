/** A value of a formula. `null` is *no value*. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

export interface ScopeSample {
  readonly value: Value;
  readonly generationTime: number;
  readonly serverTime: number;
}

/** What a formula may ask about the world; handed in for every evaluation. */
export interface Scope {
  /** Server time, Unix ms. */
  readonly now: number;
  /** Last known value; `null` is no value. */
  attribute(name: string): Value;
  sample(name: string, index: number, mode: 'all' | 'valid'): ScopeSample | undefined;
  inGeofence(geofenceId: number, latitude: number, longitude: number): boolean | null;
  /** What a webhook's receiver answered, where that started the run. */
  readonly response?: { readonly status: number; readonly body: Value } | null;
}
