import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Point } from '../document/commands.ts';
import type { Place } from '../document/insert-node.ts';

/** What lies over the canvas for a moment; one thing at a time. */
export type Overlay =
  | { readonly kind: 'add'; readonly at: Point; readonly place: Place }
  | { readonly kind: 'connect'; readonly nodeId: number }
  | { readonly kind: 'menu'; readonly at: Point; readonly on: MenuPlace }
  | { readonly kind: 'find' }
  | { readonly kind: 'help' };

/** What a menu is about; `at` of its overlay is a place in the window. */
export type MenuPlace = 'nodes' | 'wires' | 'canvas';

export type OverlayStore = StoreApi<{ readonly open: Overlay | null }>;

export function createOverlayStore(): OverlayStore {
  return createStore<{ readonly open: Overlay | null }>(() => ({ open: null }));
}
