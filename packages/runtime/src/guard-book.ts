import { attributeView, type Surroundings } from '@signalbox/engine';
import { compileFormula, type Formula } from '@signalbox/expression';
import type { CommandSpec, DeliverySpec } from '@signalbox/delivery';
import type { GeofenceIndex } from './ports.ts';
import type { SourceSlot } from './source-slots.ts';

/** Last known values older than this do not count for a guard: an hour, as for flows. */
const GUARD_STALE_AFTER_MS = 3_600_000;
const COMPILED_LIMIT = 1000;

/** Evaluates guards on what the device reported last, at the moment of sending. */
export class GuardBook {
  readonly #surroundings: Surroundings;
  readonly #compiled = new Map<string, Formula>();

  constructor(geofences: GeofenceIndex) {
    this.#surroundings = {
      inGeofence: (id, latitude, longitude) => geofences.contains(id, latitude, longitude),
    };
  }

  /** @returns `true` when there is no guard, `null` when it has no value */
  evaluate(spec: DeliverySpec, slot: SourceSlot, now: number): boolean | null {
    if (spec.kind !== 'command' || spec.guard === null) return true;
    const view = attributeView(slot.state, now, GUARD_STALE_AFTER_MS, this.#surroundings);
    const value = this.#formula(spec.guard).evaluate(view);
    return typeof value === 'boolean' ? value : null;
  }

  #formula(source: NonNullable<CommandSpec['guard']>): Formula {
    const known = this.#compiled.get(source);
    if (known) return known;
    const formula = compileFormula(source);
    if (this.#compiled.size >= COMPILED_LIMIT) this.#compiled.clear();
    this.#compiled.set(source, formula);
    return formula;
  }
}
