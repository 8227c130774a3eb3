import type { Program, Sweeper } from '@signalbox/engine';
import type { Batch } from './batch.ts';
import { LONGEST_DELAY_MS, occurrenceToTakeUp } from './occurrences.ts';
import type { LaneStore, Logger, StoredSweep } from './ports.ts';

/** A node that runs for all its sources, and how far it is. */
export interface Watch {
  readonly sweeper: Sweeper;
  sweep: StoredSweep;
  /** When its next occasion comes, Unix ms; `null` for never and while one is under way. */
  dueAt: number | null;
}

export interface SweepBookOptions {
  readonly store: LaneStore;
  readonly program: Program;
  readonly log: Logger;
}

/**
 * What the store holds about the nodes that run for all their sources, kept in line with the flows that
 * run. The store is the truth; `reset` forgets the rest.
 */
export class SweepBook {
  readonly #options: SweepBookOptions;
  #watches = new Map<string, Watch>();
  /** In the order of their turns. */
  readonly #underWay = new Set<Watch>();
  #isRead = false;
  #isCurrent = false;
  #isStarting = true;

  constructor(options: SweepBookOptions) {
    this.#options = options;
  }

  /** The flows changed. */
  outdate(): void {
    this.#isCurrent = false;
  }

  reset(): void {
    this.#watches.clear();
    this.#underWay.clear();
    this.#isRead = false;
    this.#isCurrent = false;
  }

  /** Occasions that are under way; the turn of the first comes first. */
  get underWay(): readonly Watch[] {
    return [...this.#underWay];
  }

  /** When there is something to do, Unix ms: `-Infinity` for at once, `Infinity` for never. */
  get nextAt(): number {
    if (!this.#isCurrent || this.#underWay.size > 0) return Number.NEGATIVE_INFINITY;
    let next = Number.POSITIVE_INFINITY;
    for (const { dueAt } of this.#watches.values()) if (dueAt !== null && dueAt < next) next = dueAt;
    return next;
  }

  /** Takes the flows as they are now, takes up what has come due and gives up what is too old. */
  async update(batch: Batch): Promise<void> {
    if (!this.#isCurrent) this.#follow(batch, await this.#stored());
    for (const watch of this.#watches.values()) {
      if (watch.dueAt !== null && watch.dueAt <= batch.now) this.#takeUp(batch, watch);
    }
    for (const watch of this.#underWay) if (isTooOld(watch, batch.now)) this.#giveUp(batch, watch);
    batch.afterCommit(() => (this.#isStarting = false));
  }

  /** Notes that the sources up to this one have had their turn; `null` stands for all. The next turn is another's. */
  moveOn(batch: Batch, watch: Watch, through: number | null): void {
    this.#put(batch, watch, { ...watch.sweep, through, movedAt: batch.now });
  }

  async #stored(): Promise<ReadonlyMap<string, StoredSweep>> {
    const rows = this.#isRead
      ? Array.from(this.#watches.values(), ({ sweep }) => sweep)
      : await this.#options.store.sweeps();
    this.#isRead = true;
    return new Map(rows.map((row) => [keyOf(row), row]));
  }

  #follow(batch: Batch, stored: ReadonlyMap<string, StoredSweep>): void {
    const before = this.#watches;
    this.#watches = new Map();
    this.#underWay.clear();
    for (const sweeper of this.#options.program.sweepers) {
      const key = keyOf(sweeper);
      const known = before.get(key);
      const watch = known?.sweeper === sweeper ? known : this.#watch(batch, sweeper, stored.get(key));
      this.#watches.set(key, watch);
      if (watch.sweep.through !== null) this.#underWay.add(watch);
    }
    for (const [key, sweep] of stored) if (!this.#watches.has(key)) batch.putSweep({ ...sweep, at: null });
    this.#isCurrent = true;
  }

  /** A node that means what it meant goes on where it was; any other one begins now. */
  #watch(batch: Batch, sweeper: Sweeper, stored: StoredSweep | undefined): Watch {
    const { flowId, nodeId, meaning, occasion } = sweeper;
    const isKept = stored?.meaning === meaning;
    // While the process was away devices may have joined that it does not know of.
    const looksAgain = this.#isStarting && occasion === 'begin' && stored?.through === null;
    if (isKept && !looksAgain) return { sweeper, sweep: stored, dueAt: dueAt(sweeper, stored) };
    const through = occasion === 'begin' ? 0 : null;
    const sweep = { flowId, nodeId, meaning, at: batch.now, through, movedAt: batch.now };
    batch.putSweep(sweep);
    return { sweeper, sweep, dueAt: dueAt(sweeper, sweep) };
  }

  #takeUp(batch: Batch, watch: Watch): void {
    const { sweeper, sweep } = watch;
    const at = occurrenceToTakeUp(sweeper.nextTime, sweep.at, batch.now);
    if (at !== watch.dueAt) {
      const fields = { ...namesOf(watch), missed_at: isoTime(watch.dueAt), taken_up: isoTime(at) };
      this.#options.log.warn(
        fields,
        'A schedule was missed; only the last time is made up for, if it is fresh',
      );
    }
    const through = at === null ? null : 0;
    this.#put(batch, watch, { ...sweep, at: at ?? batch.now, through, movedAt: batch.now });
  }

  #giveUp(batch: Batch, watch: Watch): void {
    const fields = {
      ...namesOf(watch),
      at: isoTime(watch.sweep.at),
      done_through_source: watch.sweep.through,
    };
    this.#options.log.warn(fields, 'A schedule stood still for too long; its other devices are left out');
    this.moveOn(batch, watch, null);
  }

  #put(batch: Batch, watch: Watch, sweep: StoredSweep): void {
    batch.putSweep(sweep);
    watch.sweep = sweep;
    watch.dueAt = dueAt(watch.sweeper, sweep);
    this.#underWay.delete(watch);
    if (sweep.through !== null) this.#underWay.add(watch);
  }
}

/** Beginning to watch is of use however late it is; acting on a schedule is not. */
function isTooOld({ sweeper, sweep }: Watch, now: number): boolean {
  return sweeper.occasion === 'schedule' && now - sweep.movedAt > LONGEST_DELAY_MS;
}

function dueAt({ nextTime }: Sweeper, { at, through }: StoredSweep): number | null {
  return through === null ? nextTime(at) : null;
}

function namesOf({ sweep: { flowId, nodeId } }: Watch): object {
  return { flow_id: flowId, node_id: nodeId };
}

function isoTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function keyOf({ flowId, nodeId }: { flowId: number; nodeId: number }): string {
  return `${flowId} ${nodeId}`;
}
