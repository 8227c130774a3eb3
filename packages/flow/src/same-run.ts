import type { FlowEdge, PortKey } from './document.ts';
import { orderOf } from './graph.ts';
import type { Graph, GraphNode } from './graph.ts';
import { portOf } from './port.ts';

/** Tells the edges by which a node is left in another run than the one that reached it. */
export type IsDeferred = (edge: FlowEdge) => boolean;

/** Two nodes that run for one and the same message. */
export type NodePair = readonly [first: number, second: number];

interface Walker {
  readonly at: number;
  /** It has arrived where it was meant to go, and stays. */
  readonly done: boolean;
}

/** Beyond so many pairs of places nothing more is looked for. */
const MAX_PAIRS = 100_000;

/**
 * Finds which of the first and second nodes one message can reach together. Two walkers start at one
 * node; whoever stands earlier in the order of the graph goes on, so that a node which both pass
 * is passed by both at the same time, and there they leave by the same port: a node takes one way.
 */
export class SameRun {
  readonly #graph: Graph;
  readonly #rank: ReadonlyMap<number, number>;
  readonly #isDeferred: IsDeferred;

  /** @param graph without cycles */
  constructor(graph: Graph, isDeferred: IsDeferred) {
    this.#graph = graph;
    this.#rank = new Map(orderOf(graph).map((id, rank) => [id, rank]));
    this.#isDeferred = isDeferred;
  }

  pairs(
    starts: readonly number[],
    firsts: ReadonlySet<number>,
    seconds: ReadonlySet<number>,
  ): readonly NodePair[] {
    const search = new PairSearch(
      { ends: firsts, on: this.#before(firsts) },
      { ends: seconds, on: this.#before(seconds) },
    );
    for (const id of starts) search.add({ at: id, done: false }, { at: id, done: false });
    for (const entry of this.#graph.values()) this.#addDeferred(search, entry);
    for (const [first, second] of search.queue) this.#advance(search, first, second);
    return search.found;
  }

  #addDeferred(search: PairSearch, { outgoing }: GraphNode): void {
    for (const edge of outgoing.filter(this.#isDeferred)) {
      for (const other of outgoing.filter((way) => portOf(way) === portOf(edge))) {
        search.add({ at: edge.to, done: false }, { at: other.to, done: false });
      }
    }
  }

  #advance(search: PairSearch, first: Walker, second: Walker): void {
    if (first.done && second.done) return;
    const [a, b] = [this.#rankOf(first), this.#rankOf(second)];
    if (a === b) {
      this.#advanceBoth(search, first.at);
      return;
    }
    if (a < b) for (const next of this.#next(first.at, search.first.ends)) search.add(next, second);
    else for (const next of this.#next(second.at, search.second.ends)) search.add(first, next);
  }

  #advanceBoth(search: PairSearch, at: number): void {
    const here: Walker = { at, done: true };
    if (search.first.ends.has(at)) {
      for (const { to } of this.#ways(at)) search.add(here, { at: to, done: false });
    }
    if (search.second.ends.has(at)) {
      for (const { to } of this.#ways(at)) search.add({ at: to, done: false }, here);
    }
    for (const one of this.#ways(at)) {
      for (const other of this.#ways(at, portOf(one))) {
        search.add({ at: one.to, done: false }, { at: other.to, done: false });
      }
    }
  }

  #next(at: number, ends: ReadonlySet<number>): readonly Walker[] {
    const further = this.#ways(at).map(({ to }): Walker => ({ at: to, done: false }));
    return ends.has(at) ? [...further, { at, done: true }] : further;
  }

  #ways(at: number, port?: PortKey): readonly FlowEdge[] {
    const outgoing = this.#graph.get(at)?.outgoing ?? [];
    return outgoing.filter(
      (edge) => !this.#isDeferred(edge) && (port === undefined || portOf(edge) === port),
    );
  }

  #rankOf({ at, done }: Walker): number {
    return done ? Infinity : (this.#rank.get(at) ?? Infinity);
  }

  /** All nodes from which one of these can be reached, themselves included. */
  #before(ids: ReadonlySet<number>): ReadonlySet<number> {
    const before = new Set(ids);
    for (const id of before) {
      for (const edge of this.#graph.get(id)?.incoming ?? []) before.add(edge.from);
    }
    return before;
  }
}

interface Side {
  readonly ends: ReadonlySet<number>;
  /** The nodes on some way to an end. */
  readonly on: ReadonlySet<number>;
}

class PairSearch {
  readonly first: Side;
  readonly second: Side;
  readonly queue: (readonly [Walker, Walker])[] = [];
  readonly found: NodePair[] = [];
  readonly #seen = new Set<string>();

  constructor(first: Side, second: Side) {
    this.first = first;
    this.second = second;
  }

  add(first: Walker, second: Walker): void {
    if (!this.first.on.has(first.at) || !this.second.on.has(second.at)) return;
    const key = `${first.at} ${first.done} ${second.at} ${second.done}`;
    if (this.#seen.has(key) || this.#seen.size >= MAX_PAIRS) return;
    this.#seen.add(key);
    this.queue.push([first, second]);
    if (first.done && second.done && first.at !== second.at) this.found.push([first.at, second.at]);
  }
}
