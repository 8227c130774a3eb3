import type { AttributeView } from '@signalbox/flow';
import { knownValue, sampleAt } from './attribute-query.ts';
import type { Surroundings } from './contract.ts';
import type { SourceState } from './source-state.ts';

/**
 * The source's attributes as they are now, for formulas outside a step such as guards. The view
 * follows the state: it shows what later steps change.
 * @param now server time, Unix ms
 * @param staleAfterMs last known values older than this are no value
 */
export function attributeView(
  state: SourceState,
  now: number,
  staleAfterMs: number,
  surroundings: Surroundings,
): AttributeView {
  return {
    now,
    attribute: (name) => knownValue(state.history, name, now - staleAfterMs),
    sample: (name, index, mode) => sampleAt(state.history, name, index, mode),
    inGeofence: (id, latitude, longitude) => surroundings.inGeofence(id, latitude, longitude),
  };
}
