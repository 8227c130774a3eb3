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
 * Takes out neighbours of different sides that are nearer to each other than to their other neighbours, until
 * none are near enough; of two as near, the earlier. In one walk along the line, for both sides may be long: what is passed
 * and has no partner yet waits, and is looked at again when what stood between is taken out.
 * @returns what is left
 */
function pairNearest<Action extends ComparableAction>(
  line: readonly Loose<Action>[],
  moved: Pair<Action>[],
): readonly Loose<Action>[] {
  const waiting: Loose<Action>[] = [];
  for (const [index, one] of line.entries()) {
    waiting.push(one);
    const ahead = gapOf(one, line[index + 1]);
    for (let pair = nearestPair(waiting, ahead); pair !== null; pair = nearestPair(waiting, ahead)) {
      const [former, latter] = waiting.splice(pair, 2);
      if (former && latter)
        moved.push(former.isAfter ? [latter.action, former.action] : [former.action, latter.action]);
    }
  }
  return waiting;
}

/**
 * Where the two stand, of the last three that wait, that are each other's nearest; `null` when none are.
 * @param ahead from the last one to what has not been reached yet
 */
function nearestPair(waiting: readonly Loose<ComparableAction>[], ahead: number): number | null {
  const [third, second, last] = [waiting.at(-3), waiting.at(-2), waiting.at(-1)];
  const gaps = [gapOf(third, second), gapOf(second, last)] as const;
  if (gaps[0] <= MOVED_WITHIN_MS && gaps[0] <= gaps[1]) return waiting.length - 3;
  return gaps[1] <= MOVED_WITHIN_MS && gaps[1] <= ahead ? waiting.length - 2 : null;
}

/** How far two of different sides are apart, ms; `Infinity` for two that cannot be a pair. */
function gapOf(one: Loose<ComparableAction> | undefined, other: Loose<ComparableAction> | undefined): number {
  if (!one || !other || one.isAfter === other.isAfter) return Number.POSITIVE_INFINITY;
  return other.action.at - one.action.at;
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
