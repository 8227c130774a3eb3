/** An action as far as telling it from others goes. */
export interface ComparableAction {
  /** What would be done to whom: the same for two actions that people would call the same. */
  readonly key: string;
  /** What else belongs to it, as a text or its hash: content, guard. */
  readonly content: string | number;
  /** When it would have been asked for, Unix ms. */
  readonly at: number;
}

type Pair<Action> = readonly [before: Action, after: Action];

/** What another version of a flow would have done otherwise. Each action is in one of the lists, each list in the order of time. */
export interface ActionComparison<Action> {
  readonly same: readonly Pair<Action>[];
  /** At the same time, with other content. */
  readonly changed: readonly Pair<Action>[];
  /** At another time. */
  readonly moved: readonly Pair<Action>[];
  readonly added: readonly Action[];
  readonly removed: readonly Action[];
}

/** Two actions further apart than this are two actions, and none of them has moved. */
export const MOVED_WITHIN_MS = 3_600_000;

/**
 * Compares what two flows would have done about the same records. An action is the same when the same is done to
 * the same at the same time, by whichever node. Of the rest, those move together that are nearest to each
 * other, and never further than `MOVED_WITHIN_MS`. Both sides are treated alike: with the sides exchanged, added
 * and removed are exchanged and nothing else is different.
 */
export function compareActions<Action extends ComparableAction>(
  before: readonly Action[],
  after: readonly Action[],
): ActionComparison<Action> {
  const found = { same: [], changed: [], moved: [], added: [], removed: [] } satisfies Sorted<Action>;
  const others = byKey(after);
  for (const [key, mine] of byKey(before)) {
    compareOfOneKey(mine, others.get(key) ?? [], found);
    others.delete(key);
  }
  for (const rest of others.values()) compareOfOneKey([], rest, found);
  return {
    same: found.same.toSorted(byPairTime),
    changed: found.changed.toSorted(byPairTime),
    moved: found.moved.toSorted(byPairTime),
    added: found.added.toSorted(byTime),
    removed: found.removed.toSorted(byTime),
  };
}

interface Sorted<Action> {
  same: Pair<Action>[];
  changed: Pair<Action>[];
  moved: Pair<Action>[];
  added: Action[];
  removed: Action[];
}

/** An action of either side that has no partner yet. */
interface Loose<Action> {
  readonly action: Action;
  readonly isAfter: boolean;
}

function compareOfOneKey<Action extends ComparableAction>(
  before: readonly Action[],
  after: readonly Action[],
  found: Sorted<Action>,
): void {
  const exact = pairUp(before, after, ({ at, content }) => `${at} ${content}`);
  const sameTime = pairUp(exact.before, exact.after, ({ at }) => String(at));
  found.same.push(...exact.pairs);
  found.changed.push(...sameTime.pairs);
  const loose = [
    ...sameTime.before.map((action) => ({ action, isAfter: false })),
    ...sameTime.after.map((action) => ({ action, isAfter: true })),
  ].toSorted((one, other) => one.action.at - other.action.at);
  for (const { action, isAfter } of pairNearest(loose, found.moved)) {
    (isAfter ? found.added : found.removed).push(action);
  }
}

/** Pairs those of both sides that have the same name, as many of a name as both sides have. */
function pairUp<Action>(
  before: readonly Action[],
  after: readonly Action[],
  nameOf: (action: Action) => string,
): { pairs: Pair<Action>[]; before: Action[]; after: Action[] } {
  const waiting = Map.groupBy(after, nameOf);
  const pairs: Pair<Action>[] = [];
  const alone: Action[] = [];
  for (const action of before) {
    const partner = waiting.get(nameOf(action))?.shift();
    if (partner === undefined) alone.push(action);
    else pairs.push([action, partner]);
  }
  return { pairs, before: alone, after: [...waiting.values()].flat() };
}

/**
 * Takes out those of different sides that are each other's nearest, again and again until nothing is near
 * enough. In a line sorted by time the nearest of the other side can only be a neighbour.
 * @returns what is left
 */
function pairNearest<Action extends ComparableAction>(
  line: readonly Loose<Action>[],
  moved: Pair<Action>[],
): readonly Loose<Action>[] {
  let rest = line;
  for (;;) {
    const nearest = rest.map((_, index) => nearestTo(rest, index));
    const paired = nearest.map((other, index) => other !== null && nearest[other] === index);
    if (!paired.includes(true)) return rest;
    for (const [index, one] of rest.entries()) {
      const other = rest[nearest[index] ?? -1];
      if (paired[index] === true && other !== undefined && !one.isAfter)
        moved.push([one.action, other.action]);
    }
    rest = rest.filter((_, index) => paired[index] !== true);
  }
}

/** The neighbour of the other side that is nearest and near enough; of two as near, the earlier. */
function nearestTo<Action extends ComparableAction>(
  line: readonly Loose<Action>[],
  index: number,
): number | null {
  let nearest: number | null = null;
  let distance = MOVED_WITHIN_MS;
  const own = line[index];
  for (const candidate of [index - 1, index + 1]) {
    const other = line[candidate];
    if (own === undefined || other === undefined || other.isAfter === own.isAfter) continue;
    const apart = Math.abs(other.action.at - own.action.at);
    if (apart > distance || (apart === distance && nearest !== null)) continue;
    nearest = candidate;
    distance = apart;
  }
  return nearest;
}

function byKey<Action extends ComparableAction>(actions: readonly Action[]): Map<string, readonly Action[]> {
  return Map.groupBy(actions.toSorted(byTime), ({ key }) => key);
}

function byTime(one: ComparableAction, other: ComparableAction): number {
  return one.at - other.at;
}

function byPairTime([, one]: Pair<ComparableAction>, [, other]: Pair<ComparableAction>): number {
  return one.at - other.at;
}
