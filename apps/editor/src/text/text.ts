import type { SourceWords } from '@signalbox/expression';
import type { NodeWords } from '@signalbox/flow';
import { en } from './en/catalogue.ts';
import type { audit } from './en/audit.ts';
import type { testRun } from './en/test-run.ts';
import type { ProblemWords } from './problem-sentence.ts';

/** What a catalogue has in every language: the same keys, and functions that take the same. */
export type InWords<T> = T extends string
  ? string
  : T extends (...args: infer Args) => infer Said
    ? string extends Said
      ? T
      : (...args: Args) => InWords<Said>
    : { readonly [Key in keyof T]: InWords<T[Key]> };

/** Every text of the editor in one language. English says which there are. */
export type Text = InWords<typeof en>;

/**
 * Every text of the editor, in the language of the page. It is chosen before any other module of the
 * editor is loaded (main.tsx), so modules may keep parts of it.
 */
export let text: Text = en;

/** What node types say, by type; English stands in their definitions. Chosen as `text` is. */
export let nodeWords: Readonly<Record<string, NodeWords>> = {};

/** Texts that no page shows at first. English comes with what shows them: `text/test-run.ts` and its like. */
export interface LaterText {
  readonly problems: ProblemWords;
  /** Faults of formulas and templates; English says them itself. */
  readonly sourceFaults: SourceWords | null;
  readonly testRun: InWords<typeof testRun>;
  readonly audit: InWords<typeof audit>;
}

/** Those of another language than English. Chosen as `text` is. */
export let laterText: LaterText | null = null;

/** A language that the editor speaks. */
export interface Speech {
  readonly text: Text;
  readonly nodeWords: Readonly<Record<string, NodeWords>>;
  readonly laterText: LaterText | null;
}

/** Sets the language of all texts. Once, at the start. */
export function speak(chosen: Speech): void {
  ({ text, nodeWords, laterText } = chosen);
}
