import { problems as en } from './en/problems.ts';
import type { ProblemWords } from './problem-sentence.ts';
import { laterText } from './text.ts';

/** What is said of problems in the language of the page. */
export function problemWords(): ProblemWords {
  return laterText?.problems ?? en;
}
