import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Point } from '../document/commands.ts';
import type { Place, WireEnd } from '../document/insert-node.ts';

/**
 * What lies over the flow for a moment; one thing at a time. `at` is a place in the window, `spot` the
 * place on the canvas that a node goes to.
 */
export type Overlay =
  | { readonly kind: 'add'; readonly at: Point; readonly place: Place; readonly spot: Point }
  | { readonly kind: 'connect'; readonly nodeId: number; readonly port?: string }
  | { readonly kind: 'menu'; readonly at: Point; readonly on: MenuPlace; readonly end?: WireEnd }
  | { readonly kind: 'find' }
  | { readonly kind: 'help' };

/** What a menu is about; that of a port names the port as its `end`. */
export type MenuPlace = 'nodes' | 'wires' | 'ports' | 'canvas';

export type OverlayStore = StoreApi<{ readonly open: Overlay | null }>;

export function createOverlayStore(): OverlayStore {
  return createStore<{ readonly open: Overlay | null }>(() => ({ open: null }));
}
