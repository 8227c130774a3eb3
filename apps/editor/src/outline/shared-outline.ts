import type { OutlineEntry, OutlineWay } from './outline-of.ts';

/** The new list with each entry that says the same as before being the same object: its row is left alone. */
export function sharedOutline(
  before: readonly OutlineEntry[],
  now: readonly OutlineEntry[],
): readonly OutlineEntry[] {
  const known = new Map(before.map((entry) => [entry.node.id, entry]));
  return now.map((entry) => {
    const old = known.get(entry.node.id);
    return old !== undefined && saysTheSame(old, entry) ? old : entry;
  });
}

function saysTheSame(a: OutlineEntry, b: OutlineEntry): boolean {
  const isSamePlace = a.depth === b.depth && a.arrival === b.arrival && a.isLoose === b.isLoose;
  return isSamePlace && a.node === b.node && isSameList(a.ways, b.ways, isSameWay);
}

function isSameWay(a: OutlineWay, b: OutlineWay): boolean {
  return a.port === b.port && isSameList(a.wires, b.wires, (one, other) => one === other);
}

function isSameList<Item>(
  a: readonly Item[],
  b: readonly Item[],
  isSame: (one: Item, other: Item) => boolean,
): boolean {
  return (
    a.length === b.length &&
    a.every((item, index) => {
      const other = b[index];
      return other !== undefined && isSame(item, other);
    })
  );
}
