import { text } from '../text/text.ts';

const WORDS: Readonly<Record<string, string>> = text.actions.keys;

/** A key as people read it: `ctrl+shift+z` is `Ctrl + Shift + Z`. */
export function keyWords(key: string): string {
  if (key === '+') return key;
  return key
    .split('+')
    .map((part) => WORDS[part] ?? part.toUpperCase())
    .join(' + ');
}
