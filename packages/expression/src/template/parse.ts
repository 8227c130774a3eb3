import Mustache from 'mustache';
import { sayFault } from '../faults.ts';
import type { SaidFault } from '../faults.ts';
import { isForbiddenName } from '../names.ts';
import { TemplateError, faultAt, locate } from '../problem.ts';

/** A piece of a template, with its offset in the source. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly start: number }
  | { readonly kind: 'value'; readonly path: readonly [string, ...string[]]; readonly start: number }
  | { readonly kind: 'secret'; readonly name: string; readonly start: number };

const REFUSED: ReadonlyMap<string, SaidFault> = new Map([
  ['#', sayFault('template_section', '#')],
  ['^', sayFault('template_section', '^')],
  ['/', sayFault('template_section', '/')],
  ['>', sayFault('template_partial')],
  ['=', sayFault('template_delimiters')],
  ['{', sayFault('template_three_braces')],
  ['&', sayFault('template_unescaped')],
]);

const NAME = /^[\p{L}_$][\p{L}\p{N}_$-]*(?:\.[\p{L}\p{N}_$-]+)*$/u;

const SECRET_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** Longer templates are refused before anything reads them. */
const MAX_TEMPLATE_LENGTH = 64 * 1024;

// mustache.parse keeps every template it ever saw; a writer without a cache does not.
const writer = new Mustache.Writer();
Reflect.set(writer, 'templateCache', undefined);

/** Makes the error for a fault at an offset. */
export function templateError(source: string, said: SaidFault, offset: number): TemplateError {
  return new TemplateError(locate(source, faultAt(offset, said), 'error'));
}

function refuseOtherTags(source: string): void {
  // The first such tag is the one to name: after a section, mustache reports its end.
  const tag = /\{\{\s*([#^/>=&{])/.exec(source);
  const refusal = REFUSED.get(tag?.[1] ?? '');
  if (tag !== null && refusal !== undefined) throw templateError(source, refusal, tag.index);
}

function readSecret(source: string, name: string, start: number): Piece {
  if (SECRET_NAME.test(name)) return { kind: 'secret', name, start };
  throw templateError(source, sayFault('template_secret', name), start);
}

function readTag(source: string, name: string, start: number): Piece {
  if (!NAME.test(name)) {
    throw templateError(source, sayFault('template_name', name), start);
  }
  const [first = '', ...rest] = name.split('.');
  if ([first, ...rest].some(isForbiddenName)) {
    throw templateError(source, sayFault('template_name_forbidden', name), start);
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
    const isOpen = error instanceof Error && error.message.startsWith('Unclosed tag');
    throw templateError(source, sayFault(isOpen ? 'template_tag_open' : 'template_tag'), Math.max(0, offset));
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
    throw templateError(source, sayFault('template_too_long', String(MAX_TEMPLATE_LENGTH)), 0);
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
