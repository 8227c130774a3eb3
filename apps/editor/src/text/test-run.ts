import { testRun as en } from './en/test-run.ts';
import { testWords } from './text.ts';
import type { TestWords } from './text.ts';

/** Texts of the panel that tests a draft. English comes with the panel: the flow page does not need it at first. */
export const testRun: TestWords = testWords ?? en;
