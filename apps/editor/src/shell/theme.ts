import { createStore } from 'zustand/vanilla';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const STORAGE_KEY = 'signalbox.theme';

/** The chosen colours; kept in this browser. */
export const themeStore = createStore<{ readonly theme: Theme }>(() => ({ theme: readTheme() }));

export function chooseTheme(theme: Theme): void {
  try {
    localStorage.setItem(STORAGE_KEY, theme);
  } catch {
    // Without storage (private window, full) the choice lasts as long as the page.
  }
  themeStore.setState({ theme });
  applyTheme();
}

/** Puts the choice on the page; `system` leaves it to the style sheet. */
export function applyTheme(): void {
  const { theme } = themeStore.getState();
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

function readTheme(): Theme {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return THEMES.find((theme) => theme === stored) ?? 'system';
  } catch {
    return 'system';
  }
}
