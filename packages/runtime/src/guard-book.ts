import { attributeView, type Surroundings } from '@signalbox/engine';
import { compileFormula, type Formula } from '@signalbox/expression';
import type { GuardFinding } from '@signalbox/delivery';
import type { GeofenceIndex } from './ports.ts';
import type { SourceSlot } from './source-slots.ts';

/** Last known values older than this do not count for a guard: an hour, as for flows. */
const GUARD_STALE_AFTER_MS = 3_600_000;
const COMPILED_LIMIT = 1000;

/** What the guards say: all true, or the one that is not; `null`: it has no value. */
export interface GuardVerdict {
  readonly guard: boolean | null;
  readonly shutBy?: string;
}

/** What guards look at. */
type GuardedSource = Pick<SourceSlot, 'state'>;

/** Evaluates guards on what the device reported last, at the moment of sending. */
export class GuardBook {
  readonly #surroundings: Surroundings;
  readonly #compiled = new Map<string, Formula>();

  constructor(geofences: GeofenceIndex) {
    this.#surroundings = {
      inGeofence: (id, latitude, longitude) => geofences.contains(id, latitude, longitude),
    };
  }

  /**
   * Looks at all guards of a command: its own and the device's. All must be true.
   * @param guards formulas; `null` for none
   */
  evaluate(guards: readonly (string | null)[], slot: GuardedSource, now: number): GuardVerdict {
    let verdict: GuardVerdict = { guard: true };
    const { formulas, view } = this.#look(guards, slot, now);
    for (const formula of formulas) {
      const value = formula.evaluate(view);
      if (value === true) continue;
      if (typeof value === 'boolean') return { guard: false, shutBy: formula.source };
      verdict = { guard: null, shutBy: formula.source };
    }
    return verdict;
  }

  /** Every part of each guard with its value, for people. */
  explain(guards: readonly (string | null)[], slot: GuardedSource, now: number): readonly GuardFinding[] {
    const { formulas, view } = this.#look(guards, slot, now);
    return formulas.map((formula) => formula.explain(view));
  }

  /** The formulas of the guards, each once, and what they look at. */
  #look(guards: readonly (string | null)[], slot: GuardedSource, now: number) {
    const sources = new Set(guards.filter((guard) => guard !== null));
    const formulas = Array.from(sources, (source) => this.#formula(source));
    return { formulas, view: attributeView(slot.state, now, GUARD_STALE_AFTER_MS, this.#surroundings) };
  }

  #formula(source: string): Formula {
    const known = this.#compiled.get(source);
    if (known) return known;
    const formula = compileFormula(source);
    if (this.#compiled.size >= COMPILED_LIMIT) this.#compiled.clear();
    this.#compiled.set(source, formula);
    return formula;
  }
}
