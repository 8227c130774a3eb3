import type { TestedStep } from './tested-step.ts';

/** The last step in which each node took each of its ways, with no more visits together than may be. */
export class LastSteps {
  readonly #maxVisits: number;
  /** By node and way out. */
  readonly #byWay = new Map<string, TestedStep>();
  /** How many ways each step is held for. */
  readonly #held = new Map<TestedStep, number>();
  #visits = 0;

  /** @param maxVisits of all steps that are held, together */
  constructor(maxVisits: number) {
    this.#maxVisits = maxVisits;
  }

  take(step: TestedStep): void {
    for (const { node_id: id, branch } of step.trace.body.visits) this.#put(`${id} ${branch ?? ''}`, step);
  }

  /** Each once. */
  list(): readonly TestedStep[] {
    return [...this.#held.keys()];
  }

  /** Where there is no room none is held: a former one is not the last. */
  #put(way: string, step: TestedStep): void {
    const former = this.#byWay.get(way);
    if (former === step) return;
    if (former !== undefined) this.#release(former);
    if (this.#hold(step)) this.#byWay.set(way, step);
    else this.#byWay.delete(way);
  }

  #hold(step: TestedStep): boolean {
    const ways = this.#held.get(step) ?? 0;
    const more = ways > 0 ? 0 : step.trace.body.visits.length;
    if (this.#visits + more > this.#maxVisits) return false;
    this.#visits += more;
    this.#held.set(step, ways + 1);
    return true;
  }

  #release(step: TestedStep): void {
    const ways = (this.#held.get(step) ?? 1) - 1;
    if (ways > 0) {
      this.#held.set(step, ways);
      return;
    }
    this.#held.delete(step);
    this.#visits -= step.trace.body.visits.length;
  }
}
