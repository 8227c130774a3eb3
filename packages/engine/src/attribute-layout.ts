/** Which column of a row is whose. */
export interface Layout {
  /** By column, in order of first appearance. */
  readonly names: string[];
  readonly columns: Map<string, number>;
  /** `kindsOf` a row of this layout, kept so that sources whose records are alike share it. */
  kinds: readonly number[];
  /** Layouts with one more name, by that name; `null` for a layout that one source has alone. */
  readonly next: Map<string, Layout> | null;
}

// Devices of one model send the same attributes in the same order and share a layout: less memory,
// and it stays in the processor's caches. What is too wide or too rare to be shared is not.
const MAX_SHARED_NAMES = 128;
const MAX_SHARED_LAYOUTS = 10_000;

const root: Layout = { names: [], columns: new Map(), kinds: [], next: new Map() };
let sharedLayouts = 1;

/** The layout of a source that has sent nothing yet. */
export function emptyLayout(): Layout {
  return root;
}

/** A layout with one more name, as the last column. One that is not shared is changed in place. */
export function extendLayout(layout: Layout, name: string): Layout {
  if (layout.next === null) {
    layout.columns.set(name, layout.names.push(name) - 1);
    return layout;
  }
  const known = layout.next.get(name);
  if (known !== undefined) return known;
  const names = [...layout.names, name];
  const columns = new Map(names.map((each, column) => [each, column]));
  const isShared = names.length <= MAX_SHARED_NAMES && sharedLayouts < MAX_SHARED_LAYOUTS;
  const extended: Layout = { names, columns, kinds: [], next: isShared ? new Map() : null };
  if (isShared) {
    sharedLayouts += 1;
    layout.next.set(name, extended);
  }
  return extended;
}

/** A layout with another name for a column. */
export function renameColumn(layout: Layout, column: number, name: string): Layout {
  const own = layout.next === null ? layout : ownCopy(layout);
  own.columns.delete(own.names[column] ?? '');
  own.names[column] = name;
  own.columns.set(name, column);
  return own;
}

function ownCopy({ names, columns }: Layout): Layout {
  return { names: names.slice(), columns: new Map(columns), kinds: [], next: null };
}
