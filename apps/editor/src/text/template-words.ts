/** What a template says in another language than its file. */
export interface TemplateWords {
  readonly title: string;
  readonly description: string;
  /** Words to search for, beside those of the file. */
  readonly tags: readonly string[];
  /** By the number of the node, fields of its data that people read. */
  readonly nodes: Readonly<Record<number, NodeTexts>>;
}

interface NodeTexts {
  readonly title: string;
  readonly text?: string;
  readonly body?: string;
}
