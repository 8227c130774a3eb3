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
