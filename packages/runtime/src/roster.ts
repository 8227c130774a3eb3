import type { Sweeper } from '@signalbox/engine';
import type { SourceDirectory } from './ports.ts';

type Sources = Pick<SourceDirectory, 'get' | 'list'>;

/** Ids of sources, ascending, each once. */
type Ids = readonly number[];

/** Which sources a node runs for, in the order of their turns: by id. */
export class Roster {
  readonly #directory: Sources;
  /** Chosen by rule. Finding them asks every source, so they are kept and follow each change. */
  readonly #byRule = new Map<Sweeper, Ids>();
  #everyone: Ids | null = null;

  constructor(directory: Sources) {
    this.#directory = directory;
  }

  /** Whether `after` answers without asking every source. */
  isReady(sweeper: Sweeper): boolean {
    return sweeper.candidates !== null || this.#byRule.has(sweeper);
  }

  /** The next of a node's sources after the given id. */
  after(sweeper: Sweeper, sourceId: number, limit: number): Ids {
    const ids = sweeper.candidates ?? this.#byRule.get(sweeper) ?? this.#find(sweeper);
    const start = positionOf(ids, sourceId + 1);
    return ids.slice(start, start + limit);
  }

  /** Forgets the sources of nodes that are not among these. */
  retain(sweepers: ReadonlySet<Sweeper>): void {
    for (const sweeper of this.#byRule.keys()) {
      if (!sweepers.has(sweeper)) this.#byRule.delete(sweeper);
    }
  }

  /** Follows a source that was added, changed or removed. */
  changed(sourceId: number): void {
    const source = this.#directory.get(sourceId);
    const before = this.#everyone;
    this.#everyone = before && withOrWithout(before, sourceId, source !== undefined);
    for (const [sweeper, ids] of this.#byRule) {
      const isChosen = source !== undefined && sweeper.selects(source);
      const isEveryone = ids === before && isChosen;
      this.#byRule.set(
        sweeper,
        isEveryone && this.#everyone ? this.#everyone : withOrWithout(ids, sourceId, isChosen),
      );
    }
  }

  #find(sweeper: Sweeper): Ids {
    const sources = this.#directory.list();
    this.#everyone ??= sources.map(({ id }) => id);
    const chosen = sources.filter((source) => sweeper.selects(source)).map(({ id }) => id);
    // One list for all nodes that choose everyone: there may be ten thousand of them.
    const ids = chosen.length === this.#everyone.length ? this.#everyone : chosen;
    this.#byRule.set(sweeper, ids);
    return ids;
  }
}

function withOrWithout(ids: Ids, id: number, isIn: boolean): Ids {
  const position = positionOf(ids, id);
  if ((ids[position] === id) === isIn) return ids;
  return isIn ? ids.toSpliced(position, 0, id) : ids.toSpliced(position, 1);
}

/** Index of the first id that is not below the given one. */
function positionOf(ids: Ids, id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? id) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
