import type { Value } from '../scope.ts';
import { textOf } from '../text-of.ts';

/** Where a rendered template goes, which decides how values are escaped. */
export type TemplatePlace = 'json' | 'url' | 'header' | 'text';

/** A value as the text of its place. */
export type Escape = (value: Value) => string;

/** A whole JSON value; no value is `null`. */
export function escapeJsonValue(value: Value): string {
  return JSON.stringify(value);
}

/** Text inside a JSON string; no value is nothing. */
export function escapeJsonText(value: Value): string {
  return JSON.stringify(textOf(value)).slice(1, -1);
}

/** A part of a URL's query, percent-encoded. A lone surrogate becomes U+FFFD. */
export function escapeUrlQuery(value: Value): string {
  return encodeURIComponent(textOf(value).toWellFormed());
}

/** A part of a URL's path. `.` and `..` would climb out of their folder, encoded or not (WHATWG URL, 4.1). */
export function escapeUrlPath(value: Value): string {
  const text = escapeUrlQuery(value);
  return text === '.' || text === '..' ? '' : text;
}

/** A part of a header: no control characters, and nothing that Latin-1 cannot hold (RFC 9110, 5.5). */
export function escapeHeader(value: Value): string {
  let header = '';
  for (const character of textOf(value)) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) continue;
    header += code > 0xff ? '?' : character;
  }
  return header;
}
