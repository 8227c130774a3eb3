import type { Value } from '../scope.ts';
import { textOf } from '../text-of.ts';

/** Where a rendered template goes, which decides how values are escaped. */
export type TemplatePlace = 'json' | 'url' | 'header' | 'text';

/** How a value is escaped, as the place and the template's own text around it determine. */
export type TemplateEscape = 'json_value' | 'json_text' | 'url_path' | 'url_query' | 'header' | 'text';

/** A whole JSON value; no value is `null`. */
function escapeJsonValue(value: Value): string {
  return JSON.stringify(value);
}

/** Text inside a JSON string; no value is nothing. */
function escapeJsonText(value: Value): string {
  return JSON.stringify(textOf(value)).slice(1, -1);
}

/** A part of a URL's query, percent-encoded. A lone surrogate becomes U+FFFD. */
function escapeUrlQuery(value: Value): string {
  return encodeURIComponent(textOf(value).toWellFormed());
}

/** A part of a URL's path. `.` and `..` would climb out of their folder, encoded or not (WHATWG URL, 4.1). */
function escapeUrlPath(value: Value): string {
  const text = escapeUrlQuery(value);
  return text === '.' || text === '..' ? '' : text;
}

/** A part of a header: no control characters, and nothing that Latin-1 cannot hold (RFC 9110, 5.5). */
function escapeHeader(value: Value): string {
  let header = '';
  for (const character of textOf(value)) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) continue;
    header += code > 0xff ? '?' : character;
  }
  return header;
}

const ESCAPES: Readonly<Record<TemplateEscape, (value: Value) => string>> = {
  json_value: escapeJsonValue,
  json_text: escapeJsonText,
  url_path: escapeUrlPath,
  url_query: escapeUrlQuery,
  header: escapeHeader,
  text: textOf,
};

/** A value as the text of its place. */
export function escapeValue(escape: TemplateEscape, value: Value): string {
  return ESCAPES[escape](value);
}
