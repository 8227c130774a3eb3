import { testRun as de } from './de/test-run.ts';
import { testRun as en } from './en/test-run.ts';
import { languageFor } from './language.ts';
import { locale } from './locale.ts';
import type { InWords } from './text.ts';

/** Texts of the panel that tests a draft. They come with it: the flow page would not need them at first. */
export const testRun: InWords<typeof en> = { en, de }[languageFor(null, [locale ?? 'en'])];
