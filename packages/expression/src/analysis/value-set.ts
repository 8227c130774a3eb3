type Bound = number | string;

/** Values of one kind between two bounds; `null` is no bound. */
interface Interval {
  readonly low: Bound | null;
  readonly lowOpen: boolean;
  readonly high: Bound | null;
  readonly highOpen: boolean;
}

/** Values that a part of a formula may have. */
export interface ValueSet {
  /** No value. */
  readonly absent: boolean;
  readonly yes: boolean;
  readonly no: boolean;
  /** Lists and objects. */
  readonly other: boolean;
  readonly numbers: readonly Interval[];
  readonly texts: readonly Interval[];
}

const ALL: Interval = { low: null, lowOpen: true, high: null, highOpen: true };

export const NOTHING: ValueSet = {
  absent: false,
  yes: false,
  no: false,
  other: false,
  numbers: [],
  texts: [],
};
export const ABSENT: ValueSet = { ...NOTHING, absent: true };
/** What counts as true, and as false, where a truth is asked for. */
export const TRUE: ValueSet = { ...NOTHING, yes: true, numbers: [point(1)] };
export const FALSE: ValueSet = { ...NOTHING, no: true, numbers: [point(0)] };
const NUMBERS: ValueSet = { ...NOTHING, numbers: [ALL] };
const TEXTS: ValueSet = { ...NOTHING, texts: [ALL] };
const TRUTHS: ValueSet = { ...NOTHING, yes: true, no: true };

function point(value: Bound): Interval {
  return { low: value, lowOpen: false, high: value, highOpen: false };
}

/** The values with which `==` has an answer: those of the constant's kind, and booleans with 1 and 0. */
export function comparableWith(constant: Bound | boolean): ValueSet {
  if (typeof constant === 'string') return TEXTS;
  const switchLike = { ...TRUTHS, numbers: [point(0), point(1)] };
  if (typeof constant === 'boolean') return switchLike;
  return constant === 0 || constant === 1 ? union(NUMBERS, TRUTHS) : NUMBERS;
}

/** The values that `==` finds equal to a constant. */
export function equalTo(constant: Bound | boolean): ValueSet {
  if (typeof constant === 'string') return { ...NOTHING, texts: [point(constant)] };
  if (typeof constant === 'boolean') return constant ? TRUE : FALSE;
  const truth = { yes: constant === 1, no: constant === 0 };
  return { ...NOTHING, ...truth, numbers: [point(constant)] };
}

/** The values of the bound's kind on one side of it. */
export function beside(bound: Bound, side: 'above' | 'below', withBound: boolean): ValueSet {
  const interval: Interval =
    side === 'above'
      ? { ...ALL, low: bound, lowOpen: !withBound }
      : { ...ALL, high: bound, highOpen: !withBound };
  return typeof bound === 'number' ? { ...NOTHING, numbers: [interval] } : { ...NOTHING, texts: [interval] };
}

export function union(a: ValueSet, b: ValueSet): ValueSet {
  return {
    absent: a.absent || b.absent,
    yes: a.yes || b.yes,
    no: a.no || b.no,
    other: a.other || b.other,
    numbers: [...a.numbers, ...b.numbers],
    texts: [...a.texts, ...b.texts],
  };
}

export function intersection(a: ValueSet, b: ValueSet): ValueSet {
  return {
    absent: a.absent && b.absent,
    yes: a.yes && b.yes,
    no: a.no && b.no,
    other: a.other && b.other,
    numbers: meetAll(a.numbers, b.numbers),
    texts: meetAll(a.texts, b.texts),
  };
}

/** Everything else, no value included. */
export function complement(set: ValueSet): ValueSet {
  return {
    absent: !set.absent,
    yes: !set.yes,
    no: !set.no,
    other: !set.other,
    numbers: withoutAll(set.numbers),
    texts: withoutAll(set.texts),
  };
}

/** True only for sets in which there surely is no value. */
export function isEmpty({ absent, yes, no, other, numbers, texts }: ValueSet): boolean {
  return !absent && !yes && !no && !other && numbers.length === 0 && texts.length === 0;
}

function meetAll(left: readonly Interval[], right: readonly Interval[]): readonly Interval[] {
  return left.flatMap((a) => right.map((b) => meet(a, b)).filter((interval) => !isHollow(interval)));
}

function meet(a: Interval, b: Interval): Interval {
  const { low, lowOpen } = higherLow(a, b);
  const { high, highOpen } = lowerHigh(a, b);
  return { low, lowOpen, high, highOpen };
}

function higherLow(a: Interval, b: Interval): Interval {
  if (a.low === null || b.low === null) return a.low === null ? b : a;
  if (a.low === b.low) return a.lowOpen ? a : b;
  return a.low > b.low ? a : b;
}

function lowerHigh(a: Interval, b: Interval): Interval {
  if (a.high === null || b.high === null) return a.high === null ? b : a;
  if (a.high === b.high) return a.highOpen ? a : b;
  return a.high < b.high ? a : b;
}

function isHollow({ low, lowOpen, high, highOpen }: Interval): boolean {
  if (low === null || high === null) return false;
  return low > high || (low === high && (lowOpen || highOpen));
}

function withoutAll(intervals: readonly Interval[]): readonly Interval[] {
  return intervals.reduce<readonly Interval[]>((left, taken) => meetAll(left, without(taken)), [ALL]);
}

function without({ low, lowOpen, high, highOpen }: Interval): readonly Interval[] {
  const below = low === null ? [] : [{ ...ALL, high: low, highOpen: !lowOpen }];
  const above = high === null ? [] : [{ ...ALL, low: high, lowOpen: !highOpen }];
  return [...below, ...above];
}
