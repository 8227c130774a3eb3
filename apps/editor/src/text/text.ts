import type { NodeWords } from '@signalbox/flow';
import { en } from './en/catalogue.ts';
import type { testRun } from './en/test-run.ts';

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

/** What the panel that tests a draft says in one language. */
export type TestWords = InWords<typeof testRun>;

/** That of another language than English, which comes with the panel (test-run.ts). Chosen as `text` is. */
export let testWords: TestWords | null = null;

/** A language that the editor speaks. */
export interface Speech {
  readonly text: Text;
  readonly nodeWords: Readonly<Record<string, NodeWords>>;
  readonly testWords: TestWords | null;
}

/** Sets the language of all texts. Once, at the start. */
export function speak(chosen: Speech): void {
  ({ text, nodeWords, testWords } = chosen);
}
