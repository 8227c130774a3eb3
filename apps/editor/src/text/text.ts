import { en } from './en/catalogue.ts';

/** What a catalogue has in every language: the same keys, and functions that take the same. */
type InWords<T> = T extends string
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

/** Sets the language of all texts. Once, at the start. */
export function speak(chosen: Text): void {
  text = chosen;
}
