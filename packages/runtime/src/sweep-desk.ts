import type { Program, SweepInput } from '@signalbox/engine';
import type { Batch } from './batch.ts';
import type { MessageDesk } from './message-desk.ts';
import type { LaneStore, Logger, SourceDirectory } from './ports.ts';
import { Roster } from './roster.ts';
import type { SourceSlots } from './source-slots.ts';
import { SweepBook, type Watch } from './sweep-book.ts';

/** Turns of sources between two commits: bounds how long messages wait behind a sweep. */
const TURN_LIMIT = 500;
/** What it takes to ask every source whether a node chooses it, in turns. */
const ROSTER_TURNS = 100;

export interface SweepDeskOptions {
  readonly store: LaneStore;
  readonly directory: SourceDirectory;
  readonly program: Program;
  readonly slots: SourceSlots;
  readonly messages: MessageDesk;
  readonly log: Logger;
}

/** The next sources of a node, and whether they are its last. */
interface Turn {
  readonly watch: Watch;
  readonly sourceIds: readonly number[];
  readonly isLast: boolean;
}

/**
 * Runs nodes for all their sources, some at a time: each batch commits how far it came with what it
 * caused, so that whoever takes over goes on behind the last source and none has two turns.
 */
export class SweepDesk {
  readonly #options: SweepDeskOptions;
  readonly #book: SweepBook;
  readonly #roster: Roster;
  /** Sources that may have joined flows, and those of them that the batch at hand takes. */
  readonly #joined = new Set<number>();
  readonly #joining = new Set<number>();
  #limit = TURN_LIMIT;
  #skips = false;

  constructor(options: SweepDeskOptions) {
    this.#options = options;
    this.#book = new SweepBook(options);
    this.#roster = new Roster(options.directory);
  }

  flowsChanged(): void {
    this.#book.outdate();
    this.#roster.retain(new Set(this.#options.program.sweepers));
  }

  sourcesChanged(sourceIds: readonly number[]): void {
    const mayBegin = this.#options.program.sweepers.some(({ occasion }) => occasion === 'begin');
    for (const id of sourceIds) {
      if (mayBegin) this.#joined.add(id);
      this.#roster.changed(id);
    }
  }

  /** When there is something to do, Unix ms: `-Infinity` for at once, `Infinity` for never. */
  get nextAt(): number {
    return this.#joined.size > 0 ? Number.NEGATIVE_INFINITY : this.#book.nextAt;
  }

  /** Forgets what is in memory and not in the store. */
  reset(): void {
    this.#book.reset();
    for (const id of this.#joining) this.#joined.add(id);
    this.#joining.clear();
  }

  /**
   * A batch failed by a fault of ours: the sources are taken one by one until they are past it, and the
   * one that fails alone is left out.
   */
  stumbled(): void {
    this.#skips = this.#limit === 1;
    this.#limit = 1;
  }

  /** Gives the next sources their turn. */
  async advance(batch: Batch): Promise<void> {
    batch.isSwept = true;
    await this.#book.update(batch);
    const { slots, directory } = this.#options;
    const joined = this.#takeJoined();
    const turns = this.#takeTurns(this.#limit - joined.length);
    const isThere = (id: number): boolean => directory.get(id) !== undefined;
    const ids = [...joined, ...turns.flatMap(({ sourceIds }) => sourceIds)].filter(isThere);
    if (!this.#skips) {
      await slots.load(ids);
      for (const id of joined.filter(isThere)) this.#begin(batch, id);
    }
    for (const turn of turns) this.#run(batch, turn);
    batch.afterCommit(() => {
      this.#joining.clear();
      this.#skips = false;
      this.#limit = Math.min(TURN_LIMIT, this.#limit * 2);
    });
  }

  #takeJoined(): readonly number[] {
    const taken = [...this.#joined].slice(0, this.#limit);
    for (const id of taken) {
      this.#joined.delete(id);
      this.#joining.add(id);
    }
    return taken;
  }

  #takeTurns(limit: number): readonly Turn[] {
    const turns: Turn[] = [];
    let left = limit;
    for (const watch of this.#book.underWay) {
      if (left <= 0) break;
      const { sweeper, sweep } = watch;
      left -= this.#roster.isReady(sweeper) ? 1 : ROSTER_TURNS;
      const room = Math.max(1, left);
      const sourceIds = this.#roster.after(sweeper, sweep.through ?? 0, room);
      left -= sourceIds.length;
      turns.push({ watch, sourceIds, isLast: sourceIds.length < room });
    }
    return turns;
  }

  #run(batch: Batch, { watch, sourceIds, isLast }: Turn): void {
    const { sweeper, sweep } = watch;
    const { flowId, nodeId, meaning, occasion: kind } = sweeper;
    const input: SweepInput = { kind, flowId, nodeId, meaning, at: sweep.at };
    if (this.#skips)
      this.#options.log.error({ ...input, source_ids: sourceIds }, 'Devices were left out of a sweep');
    else for (const sourceId of sourceIds) this.#options.messages.runSweep(batch, sourceId, input);
    this.#book.moveOn(batch, watch, isLast ? null : (sourceIds.at(-1) ?? null));
  }

  /** The flows that the source is in begin to watch it; those that do so already take no notice. */
  #begin(batch: Batch, sourceId: number): void {
    const source = this.#options.directory.get(sourceId);
    if (source === undefined) return;
    for (const { flow } of this.#options.program.flowsFor(source)) {
      for (const { flowId, nodeId, meaning, occasion: kind } of flow.sweepers) {
        if (kind !== 'begin') continue;
        this.#options.messages.runSweep(batch, sourceId, { kind, flowId, nodeId, meaning, at: batch.now });
      }
    }
  }
}
