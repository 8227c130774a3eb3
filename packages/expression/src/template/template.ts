import type { Value } from '../scope.ts';
import { textOf } from '../text-of.ts';
import { JsonPlace } from './json-place.ts';
import type { Piece } from './parse.ts';
import { parseTemplate, templateError } from './parse.ts';
import type { Escape, TemplatePlace } from './places.ts';
import { escapeHeader, escapeJsonText, escapeJsonValue, escapeUrlPath, escapeUrlQuery } from './places.ts';

/** Gives the value of an attribute; `null` for no value. */
export type Lookup = (name: string) => Value;

/** A template made ready. */
export interface Template {
  readonly source: string;
  readonly place: TemplatePlace;
  /** Names of the attributes that it asks for, each once, in order of appearance. */
  readonly names: readonly string[];
  /** The text with its values put in. Never throws while the lookup does not. */
  render(lookup: Lookup): string;
}

type Render = (lookup: Lookup) => string;

const NO_SECRETS = 'secrets are not available yet';

/**
 * Compiles a mustache template for a place (design, section 4). Values are escaped for that
 * place and never for HTML: `json` bare `{{x}}` is a whole value and `"…{{x}}…"` text in a
 * string, `url` is percent-encoded, `header` loses control characters, `text` stays as it is.
 *
 * @throws TemplateError with line and column of the first tag that cannot be.
 */
export function compileTemplate(source: string, place: TemplatePlace): Template {
  const pieces = parseTemplate(source);
  if (place === 'url') refuseHostTag(source, pieces);
  const json = new JsonPlace();
  const parts: Render[] = [];
  const names = new Set<string>();
  let before = '';
  for (const piece of pieces) {
    if (piece.kind === 'secret') throw templateError(source, NO_SECRETS, piece.start);
    if (piece.kind === 'text') {
      const { text } = piece;
      before += text;
      json.read(text);
      parts.push(() => text);
      continue;
    }
    if (place === 'json' && json.inEscape) {
      throw templateError(source, 'A backslash stands before {{; write \\\\ for a backslash', piece.start);
    }
    names.add(piece.path[0]);
    parts.push(renderValue(piece.path, escapeFor(place, json, before)));
  }
  return { source, place, names: [...names], render: (lookup) => renderAll(parts, lookup) };
}

function renderAll(parts: readonly Render[], lookup: Lookup): string {
  let text = '';
  for (const part of parts) text += part(lookup);
  return text;
}

/** The escaping of a place, as the template's own text before the tag determines it. */
function escapeFor(place: TemplatePlace, json: JsonPlace, before: string): Escape {
  switch (place) {
    case 'json':
      return json.inString ? escapeJsonText : escapeJsonValue;
    case 'url':
      return /[?#]/.test(before) ? escapeUrlQuery : escapeUrlPath;
    case 'header':
      return escapeHeader;
    case 'text':
      return textOf;
  }
}

function renderValue([name, ...members]: Extract<Piece, { kind: 'value' }>['path'], escape: Escape): Render {
  if (members.length === 0) return (lookup) => escape(lookup(name));
  return (lookup) => escape(members.reduce<Value>(memberOf, lookup(name)));
}

/** An own member of an object; anything else has none. */
function memberOf(value: Value, member: string): Value {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const found: unknown = Object.hasOwn(value, member) ? Reflect.get(value, member) : null;
  return isValue(found) ? found : null;
}

function isValue(found: unknown): found is Value {
  return (
    found !== undefined &&
    typeof found !== 'function' &&
    typeof found !== 'symbol' &&
    typeof found !== 'bigint'
  );
}

/** A device's value must not choose the host that a request goes to. */
function refuseHostTag(source: string, pieces: readonly Piece[]): void {
  const [first, second] = pieces;
  const tag = first?.kind === 'text' ? second : first;
  if (tag === undefined) return;
  const before = first?.kind === 'text' ? first.text : '';
  if (/^\s*[a-z][a-z0-9+.-]*:\/\/[^/?#\\]+[/?#]/i.test(before)) return;
  throw templateError(
    source,
    'The host of a URL cannot come from a value; write it out, up to its /',
    tag.start,
  );
}
