import { sayFault } from '../faults.ts';
import type { Value } from '../scope.ts';
import { secretTag } from './fill.ts';
import type { RenderedTemplate, SecretSlot } from './fill.ts';
import { JsonPlace } from './json-place.ts';
import type { Piece } from './parse.ts';
import { parseTemplate, templateError } from './parse.ts';
import type { TemplateEscape, TemplatePlace } from './places.ts';
import { escapeValue } from './places.ts';

/** Gives the value of an attribute; `null` for no value. */
export type Lookup = (name: string) => Value;

/** A template made ready. */
export interface Template {
  readonly source: string;
  readonly place: TemplatePlace;
  /** Names of the attributes that it asks for, each once, in order of appearance. */
  readonly names: readonly string[];
  /** Names of the secrets that it refers to, each once, in order of appearance. */
  readonly secrets: readonly string[];
  /**
   * The text with its values put in; secrets stay `{{secret.NAME}}`. Never throws while the lookup
   * does not.
   */
  render(lookup: Lookup): RenderedTemplate;
}

type Part =
  | { readonly render: (lookup: Lookup) => string }
  | { readonly secret: string; readonly escape: TemplateEscape };

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
  const parts: Part[] = [];
  let before = '';
  for (const piece of pieces) {
    if (piece.kind === 'text') {
      const { text } = piece;
      before += text;
      json.read(text);
      parts.push({ render: () => text });
      continue;
    }
    if (place === 'json' && json.inEscape) {
      throw templateError(source, sayFault('template_backslash'), piece.start);
    }
    parts.push(partOf(piece, escapeFor(place, json, before)));
  }
  const names = pieces.flatMap((piece) => (piece.kind === 'value' ? [piece.path[0]] : []));
  const secrets = pieces.flatMap((piece) => (piece.kind === 'secret' ? [piece.name] : []));
  return {
    source,
    place,
    names: [...new Set(names)],
    secrets: [...new Set(secrets)],
    render: (lookup) => renderAll(parts, lookup),
  };
}

/**
 * Finds the references to secrets in a text that a person changed after it was rendered. Only there
 * may they be searched for: in a text with a device's values a value might read so.
 */
export function placeSecrets(text: string, place: TemplatePlace): readonly SecretSlot[] {
  const json = new JsonPlace();
  let from = 0;
  return [...text.matchAll(/\{\{secret\.([A-Za-z][A-Za-z0-9_-]{0,63})\}\}/g)].map((tag) => {
    json.read(text.slice(from, tag.index));
    from = tag.index + tag[0].length;
    const escape = escapeFor(place, json, text.slice(0, tag.index));
    return { name: tag[1] ?? '', at: tag.index, escape };
  });
}

function partOf(piece: Exclude<Piece, { kind: 'text' }>, escape: TemplateEscape): Part {
  return piece.kind === 'secret'
    ? { secret: piece.name, escape }
    : { render: renderValue(piece.path, escape) };
}

function renderAll(parts: readonly Part[], lookup: Lookup): RenderedTemplate {
  let text = '';
  const secrets: SecretSlot[] = [];
  for (const part of parts) {
    if ('render' in part) {
      text += part.render(lookup);
      continue;
    }
    secrets.push({ name: part.secret, at: text.length, escape: part.escape });
    text += secretTag(part.secret);
  }
  return { text, secrets };
}

/** The escaping of a place, as the template's own text before the tag determines it. */
function escapeFor(place: TemplatePlace, json: JsonPlace, before: string): TemplateEscape {
  switch (place) {
    case 'json':
      return json.inString ? 'json_text' : 'json_value';
    case 'url':
      return /[?#]/.test(before) ? 'url_query' : 'url_path';
    case 'header':
    case 'text':
      return place;
  }
}

function renderValue(
  [name, ...members]: Extract<Piece, { kind: 'value' }>['path'],
  escape: TemplateEscape,
): (lookup: Lookup) => string {
  if (members.length === 0) return (lookup) => escapeValue(escape, lookup(name));
  return (lookup) => escapeValue(escape, members.reduce<Value>(memberOf, lookup(name)));
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
  throw templateError(source, sayFault('template_host'), tag.start);
}
