import Mustache from 'mustache';
import { isForbiddenName } from '../names.ts';
import { TemplateError, locate } from '../problem.ts';

/** A piece of a template, with its offset in the source. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly start: number }
  | { readonly kind: 'value'; readonly path: readonly [string, ...string[]]; readonly start: number }
  | { readonly kind: 'secret'; readonly name: string; readonly start: number };

const REFUSED: ReadonlyMap<string, string> = new Map([
  ['#', 'Sections {{#…}} are not part of templates; decide in a logic or switch node'],
  ['^', 'Inverted sections {{^…}} are not part of templates; decide in a logic or switch node'],
  ['/', 'Sections {{/…}} are not part of templates; decide in a logic or switch node'],
  ['>', 'Partials {{>…}} are not part of templates; write the text in place'],
  ['=', 'Delimiters cannot be changed'],
  ['{', 'Write {{x}} with two braces: a value is always escaped for the place it stands in'],
  ['&', 'Write {{x}} without &: a value is always escaped for the place it stands in'],
]);

const NAME = /^[\p{L}_$][\p{L}\p{N}_$-]*(?:\.[\p{L}\p{N}_$-]+)*$/u;

const SECRET_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** Longer templates are refused before anything reads them. */
const MAX_TEMPLATE_LENGTH = 64 * 1024;

// mustache.parse keeps every template it ever saw; a writer without a cache does not.
const writer = new Mustache.Writer();
Reflect.set(writer, 'templateCache', undefined);

/** Makes the error for a fault at an offset. */
export function templateError(source: string, message: string, offset: number): TemplateError {
  return new TemplateError(locate(source, { message, offset }, 'error'));
}

function refuseOtherTags(source: string): void {
  // The first such tag is the one to name: after a section, mustache reports its end.
  const tag = /\{\{\s*([#^/>=&{])/.exec(source);
  const advice = REFUSED.get(tag?.[1] ?? '');
  if (tag !== null && advice !== undefined) throw templateError(source, advice, tag.index);
}

function readSecret(source: string, name: string, start: number): Piece {
  if (SECRET_NAME.test(name)) return { kind: 'secret', name, start };
  throw templateError(
    source,
    `{{secret.${name}}}: a secret’s name begins with a letter and has letters, digits, - and _, at most 64`,
    start,
  );
}

function readTag(source: string, name: string, start: number): Piece {
  if (!NAME.test(name)) {
    throw templateError(source, `{{${name}}} is not the name of an attribute`, start);
  }
  const [first = '', ...rest] = name.split('.');
  if ([first, ...rest].some(isForbiddenName)) {
    throw templateError(source, `{{${name}}} uses a name that no attribute may have`, start);
  }
  if (first === 'secret' && rest.length > 0) return readSecret(source, rest.join('.'), start);
  const [plain, ...members] = rest;
  // Members of location are attributes of their own (design, section 4).
  if (first === 'location' && plain !== undefined) return { kind: 'value', path: [plain, ...members], start };
  return { kind: 'value', path: [first, ...rest], start };
}

function tokensOf(source: string): readonly (readonly unknown[])[] {
  try {
    return writer.parse(source);
  } catch (error) {
    // The only fault left: sections and delimiters have been refused.
    const offset = source.lastIndexOf('{{');
    const reason =
      error instanceof Error && error.message.startsWith('Unclosed tag') ? 'is not closed' : 'is no tag';
    throw templateError(source, `{{ ${reason}; write {{name}}`, Math.max(0, offset));
  }
}

/**
 * Splits a template into text and names. The grammar is mustache's, without sections,
 * partials, other delimiters and unescaped tags.
 *
 * @throws TemplateError at the first tag that templates do not have.
 */
export function parseTemplate(source: string): readonly Piece[] {
  if (source.length > MAX_TEMPLATE_LENGTH) {
    throw templateError(source, `The template is longer than ${MAX_TEMPLATE_LENGTH} characters`, 0);
  }
  refuseOtherTags(source);
  const pieces: Piece[] = [];
  for (const [kind, value, start] of tokensOf(source)) {
    const offset = Number(start);
    if (kind === 'text') pieces.push({ kind: 'text', text: String(value), start: offset });
    if (kind === 'name') pieces.push(readTag(source, String(value), offset));
  }
  return pieces;
}
