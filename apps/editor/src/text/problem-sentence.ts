import type { FlowProblemCode, IssueWords } from '@signalbox/flow';

/** A node as sentences about it name it. */
export interface NamedNode {
  readonly id: number;
  readonly title: string;
  readonly typeTitle: string;
  /** Ways out that its type has. */
  readonly ways: readonly string[];
}

/** Says a problem of one node or two, in the order in which the problem names them. */
export type ProblemSentence = (first: NamedNode, second: NamedNode) => string;

/** What a language says of what is wrong with a flow. */
export interface ProblemWords {
  /** `null` where the code alone does not say it: the fault of a field, a file or a device. */
  readonly byCode: Readonly<Record<FlowProblemCode, ProblemSentence | null>>;
  /** How a schema's refusals are worded; `null` for the English of the checks. */
  readonly issues: IssueWords | null;
}
