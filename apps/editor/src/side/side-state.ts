import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { focusLandmark } from '../shell/landmarks.ts';

/** What the column beside the canvas can show: the settings of what is selected, a test of the drawing, past decisions. */
export const SIDE_TABS = ['settings', 'test', 'why'] as const;
export type SideTab = (typeof SIDE_TABS)[number];

export interface SideState {
  readonly shown: SideTab;
  /** Those that whoever is signed in may see. */
  readonly tabs: readonly SideTab[];
}

export type SideStore = StoreApi<SideState>;

export function createSide(): SideStore {
  return createStore<SideState>(() => ({ shown: 'settings', tabs: ['settings'] }));
}

/** Leads to the settings of what is selected. */
export function goToSettings({ side }: { readonly side: SideStore }): void {
  side.setState({ shown: 'settings' });
  focusLandmark('side');
}
