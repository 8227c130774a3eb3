import type { IssueWords } from '@signalbox/flow';
import type { ProblemSentence } from '../problem-sentence.ts';

/** What is wrong with a flow. Checks bring English sentences, which stand where a language has no others. */
export const problems = {
  /** By the code of the problem. */
  byCode: {} as Readonly<Record<string, ProblemSentence>>,
  /** How a schema's refusals are worded; `null` for the English of the checks. */
  issues: null as IssueWords | null,
};
