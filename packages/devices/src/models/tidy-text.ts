import type { EngineCut } from '@signalbox/runtime';

/**
 * A hardware command's text as rules look at it: full-width and other forms of a letter are one,
 * case and invisible characters do not count, any white space is one space, and none stands beside
 * a comma or before the end mark. Only for judging: what is sent is the text as it was typed.
 */
export function tidyText(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Cn}\p{Co}]/gu, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll(/ ?, ?/g, ',')
    .replaceAll(/ #/g, '#')
    .trim()
    .toLowerCase();
}

/** A switching text anywhere, with whatever stands between its parts: `login pass setdigout 1? 60`. */
const SWITCHING =
  /(?:set(?:ign)?digout|relay)[^a-z0-9?]+(?<marks>[01?]+)(?<rest>(?:[^a-z0-9?]+(?:\d+|\?))*)/g;

/**
 * Whether a text would switch an output that stops the engine for a time only, after which the
 * device switches it back by itself: an engine that comes alive alone, or one that stops alone.
 * Of the numbers behind the marks none can be told from a time, so any but 0 counts.
 *
 * @param text tidied
 */
export function holdsForATime(text: string, outputs: EngineCut['outputs']): boolean {
  return [...text.matchAll(SWITCHING)].some(({ groups }) => {
    const { marks = '', rest = '' } = groups ?? {};
    const touches = outputs.some(({ number }) => (marks[number - 1] ?? '?') !== '?');
    return touches && /[1-9]/.test(rest);
  });
}
