import { en } from './en/catalogue.ts';
import { setLocale } from './locale.ts';
import { speak } from './text.ts';
import type { Speech } from './text.ts';

/** The languages that there are. A new one takes a folder beside `en` and a few words here. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
};

const DEFAULT: Language = 'en';
const STORAGE_KEY = 'signalbox.language';

/** It is there already. */
const ENGLISH: Speech = { text: en, nodeWords: {}, laterText: null };

/** Another language than English is loaded by the pages that speak it. */
const SPEECHES: Readonly<Record<Language, () => Promise<Speech> | Speech>> = {
  en: () => ENGLISH,
  de: async () => {
    const [{ de }, { audit }, { problems }, { sourceFaults }, { testRun }, { words }] = await Promise.all([
      import('./de/catalogue.ts'),
      import('./de/audit.ts'),
      import('./de/problems.ts'),
      import('./de/source-faults.ts'),
      import('./de/test-run.ts'),
      import('@signalbox/nodes/words.de'),
    ]);
    return { text: de, nodeWords: words, laterText: { audit, problems, sourceFaults, testRun } };
  },
};

/** The language chosen in this browser; `null` for that of the system. */
export function chosenLanguage(): Language | null {
  try {
    return asLanguage(localStorage.getItem(STORAGE_KEY));
  } catch {
    return null;
  }
}

/**
 * Keeps a choice in this browser. The page must be loaded again to speak it.
 * @param language `null` for that of the system
 */
export function chooseLanguage(language: Language | null): void {
  try {
    if (language === null) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Without storage (private window, full) there is nothing that the next page could know.
  }
}

/** The first of the wanted languages that there is, as in `de-AT` for German; English when there is none. */
export function languageFor(chosen: Language | null, wanted: readonly string[]): Language {
  if (chosen !== null) return chosen;
  const known = wanted.map((tag) => asLanguage(tag.split('-')[0] ?? ''));
  return known.find((language) => language !== null) ?? DEFAULT;
}

/**
 * Makes the page speak a language: its texts, its dates and numbers, and what it says of itself to
 * screen readers. English where the texts of the language cannot be loaded.
 * @param wanted the languages of the browser, the best first
 */
export async function speakLanguage(language: Language, wanted: readonly string[]): Promise<void> {
  const [spoken, speech] = await speechOf(language);
  document.documentElement.lang = spoken;
  setLocale(localeFor(spoken, wanted));
  speak(speech);
}

async function speechOf(language: Language): Promise<readonly [Language, Speech]> {
  try {
    return [language, await SPEECHES[language]()];
  } catch {
    // Its code did not come. What is there already is better than nothing.
    return [DEFAULT, ENGLISH];
  }
}

/** That of the browser where it is of the page's language, with its region's habits, else the language alone. */
export function localeFor(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.split('-')[0] === language) ?? language;
}

function asLanguage(name: string | null): Language | null {
  return LANGUAGES.find((language) => language === name) ?? null;
}
