import type { Right } from '@signalbox/api';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { focusLandmark } from '../shell/landmarks.ts';

/** What the column beside the canvas can show: the settings of what is selected, a test of the drawing, past decisions. */
const SIDE_TABS = ['settings', 'test', 'why'] as const;
export type SideTab = (typeof SIDE_TABS)[number];

/** What the server wants of whoever asks for it. */
const NEEDED: Readonly<Record<SideTab, readonly Right[]>> = {
  settings: [],
  test: ['flows_read', 'devices_read', 'geofences_read'],
  why: ['devices_read'],
};

/** What stands beside the canvas. */
export interface SideStore {
  readonly state: StoreApi<SideState>;
  /** Those that whoever is signed in may see, in their order. */
  readonly tabs: readonly SideTab[];
  /** Does nothing for one that may not be seen. */
  show(tab: SideTab): void;
  /** Leaves the room to the canvas, on a phone. */
  close(): void;
}

interface SideState {
  readonly shown: SideTab;
  /** On a phone the column is a sheet at the lower edge. */
  readonly isClosed: boolean;
}

export function createSide(rights: readonly Right[]): SideStore {
  const tabs = SIDE_TABS.filter((tab) => NEEDED[tab].every((right) => rights.includes(right)));
  const state = createStore<SideState>(() => ({ shown: 'settings', isClosed: true }));
  return {
    state,
    tabs,
    show: (tab) => {
      if (tabs.includes(tab)) state.setState({ shown: tab, isClosed: false });
    },
    close: () => state.setState({ isClosed: true }),
  };
}

/** Leads to the settings of what is selected. */
export function goToSettings({ side }: { readonly side: SideStore }): void {
  side.show('settings');
  focusLandmark('side');
}
