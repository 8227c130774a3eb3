import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

export interface Selection {
  readonly nodes: ReadonlySet<number>;
  readonly edges: ReadonlySet<string>;
}

/** What is selected. Not part of the document: undo leaves it alone. */
export interface SelectionStore {
  readonly state: StoreApi<Selection>;
  selectNodes(ids: Iterable<number>): void;
  toggleNode(id: number): void;
  selectEdge(key: string, isAdding: boolean): void;
  clear(): void;
  /** Forgets what the document no longer holds. */
  keep(nodes: ReadonlySet<number>, edges: ReadonlySet<string>): void;
}

const NOTHING: Selection = { nodes: new Set(), edges: new Set() };

export function createSelectionStore(): SelectionStore {
  const state = createStore<Selection>(() => NOTHING);
  return {
    state,
    selectNodes: (ids) => state.setState({ nodes: new Set(ids), edges: NOTHING.edges }),
    toggleNode: (id) => state.setState(({ nodes }) => ({ nodes: toggled(nodes, id) })),
    selectEdge: (key, isAdding) =>
      state.setState(({ nodes, edges }) =>
        isAdding ? { nodes, edges: toggled(edges, key) } : { nodes: NOTHING.nodes, edges: new Set([key]) },
      ),
    clear: () => {
      const { nodes, edges } = state.getState();
      if (nodes.size + edges.size > 0) state.setState(NOTHING);
    },
    keep: (nodes, edges) => {
      const before = state.getState();
      const kept = { nodes: common(before.nodes, nodes), edges: common(before.edges, edges) };
      const isSame = kept.nodes.size === before.nodes.size && kept.edges.size === before.edges.size;
      if (!isSame) state.setState(kept);
    },
  };
}

function toggled<Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> {
  return set.has(item) ? new Set([...set].filter((other) => other !== item)) : new Set([...set, item]);
}

function common<Item>(a: ReadonlySet<Item>, b: ReadonlySet<Item>): ReadonlySet<Item> {
  return new Set([...a].filter((item) => b.has(item)));
}
