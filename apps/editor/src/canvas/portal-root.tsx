import type { ReactNode } from 'react';
import { memo, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';

interface Entry {
  readonly key: number;
  readonly container: Element | DocumentFragment;
  readonly content: ReactNode;
}

/**
 * Stands in for React roots: what Rete mounts becomes portals of one tree. So React context
 * reaches the nodes, one root carries them all, and what is out of sight need not be mounted.
 */
export interface PortalRegistry {
  /** Takes the place of `createRoot`. */
  readonly createRoot: (container: Element | DocumentFragment) => {
    render: (content: ReactNode) => void;
    unmount: () => void;
  };
  readonly subscribe: (listener: () => void) => () => void;
  readonly entries: () => readonly Entry[];
  /** From now on only what was mounted inside these elements is rendered; `null` is everything. */
  readonly showOnly: (parents: ReadonlySet<Element> | null) => void;
}

export function createPortalRegistry(): PortalRegistry {
  const current = new Map<number, Entry>();
  const listeners = new Set<() => void>();
  let shown: ReadonlySet<Element> | null = null;
  let snapshot: readonly Entry[] = [];
  let nextKey = 0;
  let isScheduled = false;

  /** Many nodes mount in one turn of the queue: they are rendered together. */
  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    queueMicrotask(() => {
      isScheduled = false;
      snapshot = [...current.values()].filter(isShown);
      for (const listener of listeners) listener();
    });
  }

  function isShown({ container }: Entry): boolean {
    return shown === null || (container.parentNode instanceof Element && shown.has(container.parentNode));
  }

  return {
    createRoot(container) {
      const key = nextKey++;
      return {
        render: (content) => {
          current.set(key, { key, container, content });
          schedule();
        },
        unmount: () => {
          current.delete(key);
          schedule();
        },
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    entries: () => snapshot,
    showOnly(parents) {
      shown = parents;
      schedule();
    },
  };
}

/** Renders what was mounted through the registry; stands where its context should come from. */
export function PortalHost({ registry }: { readonly registry: PortalRegistry }): ReactNode {
  const entries = useSyncExternalStore(registry.subscribe, registry.entries);
  return entries.map((entry) => (
    <Portal key={entry.key} container={entry.container} content={entry.content} />
  ));
}

const Portal = memo(function Portal({ container, content }: Omit<Entry, 'key'>): ReactNode {
  return createPortal(content, container);
});
