import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { z } from 'zod';

export const SHOWN_AS = ['canvas', 'outline'] as const;

const schema = z.object({
  /** Dragged nodes stop at the grid. */
  isSnapping: z.boolean().default(true),
  isMinimapShown: z.boolean().default(true),
  /** Keys without Ctrl or Alt do something (WCAG 2.1.4: they can be switched off). */
  areLetterKeysOn: z.boolean().default(true),
  /** How a flow is shown. */
  shownAs: z.enum(SHOWN_AS).default('canvas'),
});

/** How somebody likes to work; kept in this browser. */
export type Preferences = z.infer<typeof schema>;
export type ShownAs = Preferences['shownAs'];
export type PreferencesStore = StoreApi<Preferences>;

const STORAGE_KEY = 'signalbox.editor';

/** @param storage where the choices are kept; without one they last as long as the page */
export function createPreferences(storage?: Pick<Storage, 'getItem' | 'setItem'>): PreferencesStore {
  const store = createStore<Preferences>(() => read(storage));
  store.subscribe((preferences) => {
    try {
      storage?.setItem(STORAGE_KEY, JSON.stringify(preferences));
    } catch {
      // Without room (private window, full) the choice lasts as long as the page.
    }
  });
  return store;
}

function read(storage?: Pick<Storage, 'getItem'>): Preferences {
  try {
    return schema.parse(JSON.parse(storage?.getItem(STORAGE_KEY) ?? '{}'));
  } catch {
    return schema.parse({});
  }
}
