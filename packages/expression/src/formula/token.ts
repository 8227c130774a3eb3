import { sayFault } from '../faults.ts';
import type { SaidFault } from '../faults.ts';
import type { Scalar } from './ast.ts';
import { SourceFault } from './source-fault.ts';

interface Place {
  /** As written. */
  readonly text: string;
  readonly start: number;
}

export type Token = Place &
  (
    | { readonly kind: 'literal'; readonly value: Scalar }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'function'; readonly name: string }
    | { readonly kind: 'operator'; readonly symbol: string }
    | { readonly kind: 'open' | 'close' | 'comma' }
  );

const CONSTANTS: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['PI', Math.PI],
  ['E', Math.E],
]);

const WORD_OPERATORS = new Set(['and', 'or', 'not', 'in']);

/** Other spellings of the same operators, as in JEXL. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['&&', 'and'],
  ['||', 'or'],
  ['!', 'not'],
]);

/** Operators of other languages, and what is wrong with them here. The longest come first. */
const FOREIGN: readonly (readonly [symbol: string, fault: SaidFault])[] = [
  foreign('===', '=='),
  foreign('!==', '!='),
  foreign('=~', "x in ['a', 'b']"),
  foreign('!~', "not (x in ['a', 'b'])"),
  foreign('=^', 'startsWith(text, start)'),
  foreign('!^', 'not startsWith(text, start)'),
  foreign('=$', 'endsWith(text, end)'),
  foreign('!$', 'not endsWith(text, end)'),
  foreign('??', 'coalesce(x, default)'),
  foreign('?:', 'coalesce(x, default)'),
  ['=', sayFault('assignment')],
  ['&', sayFault('operator_of_bits', '&', 'and')],
  ['|', sayFault('operator_of_bits', '|', 'or')],
  [';', sayFault('several_expressions')],
  ['.', sayFault('member')],
];

function foreign(symbol: string, instead: string): readonly [string, SaidFault] {
  return [symbol, sayFault('operator_foreign', symbol, instead)];
}

const SPACE = /(?:\s|\/\*[\s\S]*?\*\/)+/y;
const NUMBER = /0[xX][0-9a-fA-F]+|0b[01]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const TEXT = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/y;
const NAMESPACED = /(?:util|math):([A-Za-z_]\w*)(?=\s*\()/y;
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const OPERATOR = /&&|\|\||==|!=|<=|>=|[-+*/%^<>?:!]/y;
const CALL_AHEAD = /\s*\(/y;

function matchAt(pattern: RegExp, source: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(source);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["'", "'"],
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** A text as a literal: quoted, with quotes, backslashes and control characters escaped. */
export function quoteText(text: string): string {
  const escaped = text.replaceAll(/['\\\p{Cc}]/gu, (character) => {
    if (character === "'" || character === '\\') return `\\${character}`;
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `'${escaped}'`;
}

/** True for a text that a formula reads as the name of an attribute. */
export function isPlainName(text: string): boolean {
  if (CONSTANTS.has(text) || WORD_OPERATORS.has(text)) return false;
  return matchAt(NAME, text, 0)?.[0] === text;
}

function unescapeText(text: string, start: number): string {
  return text
    .slice(1, -1)
    .replaceAll(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (whole, code: string | undefined, letter: string) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      const character = ESCAPES.get(letter);
      if (character === undefined) {
        throw new SourceFault(start, sayFault('escape_unknown', whole));
      }
      return character;
    });
}

function wordToken(source: string, text: string, start: number): Token {
  const constant = CONSTANTS.get(text);
  if (constant !== undefined) return { kind: 'literal', value: constant, text, start };
  if (WORD_OPERATORS.has(text)) return { kind: 'operator', symbol: text, text, start };
  const called = matchAt(CALL_AHEAD, source, start + text.length) !== null;
  return { kind: called ? 'function' : 'name', name: text, text, start };
}

function numberToken(source: string, text: string, start: number): Token {
  const end = start + text.length;
  if (matchAt(NAME, source, end) !== null) {
    throw new SourceFault(end, sayFault('number_before_letter', text));
  }
  const value = Number(text);
  if (Number.isFinite(value)) return { kind: 'literal', value, text, start };
  const shown = text.length > 20 ? `${text.slice(0, 20)}…` : text;
  throw new SourceFault(start, sayFault('number_too_large', shown));
}

function signToken(source: string, start: number): Token {
  const character = source[start] ?? '';
  if (character === ',') return { kind: 'comma', text: character, start };
  if ('(['.includes(character)) return { kind: 'open', text: character, start };
  if (')]'.includes(character)) return { kind: 'close', text: character, start };
  if (source.startsWith('/*', start)) throw new SourceFault(start, sayFault('comment_open'));
  const operator = matchAt(OPERATOR, source, start)?.[0];
  for (const [symbol, fault] of FOREIGN) {
    if (source.startsWith(symbol, start) && symbol.length > (operator?.length ?? 0)) {
      throw new SourceFault(start, fault);
    }
  }
  if (operator === undefined) throw new SourceFault(start, unknownCharacter(source, start));
  return { kind: 'operator', symbol: SYNONYMS.get(operator) ?? operator, text: operator, start };
}

function unknownCharacter(source: string, start: number): SaidFault {
  const character = String.fromCodePoint(source.codePointAt(start) ?? 0);
  if (character === '"' || character === "'") return sayFault('text_open');
  return sayFault('character_unknown', character);
}

/** How `util:name(` and `math:name(` are read. */
export type NamespaceReading = 'prefix' | 'conditional';

function tokenAt(source: string, start: number, reading: NamespaceReading): Token {
  const number = matchAt(NUMBER, source, start)?.[0];
  if (number !== undefined) return numberToken(source, number, start);
  const text = matchAt(TEXT, source, start)?.[0];
  if (text !== undefined) return { kind: 'literal', value: unescapeText(text, start), text, start };
  const prefixed = reading === 'prefix' ? matchAt(NAMESPACED, source, start) : null;
  if (prefixed !== null) return { kind: 'function', name: prefixed[1] ?? '', text: prefixed[0], start };
  const word = matchAt(NAME, source, start)?.[0];
  return word === undefined ? signToken(source, start) : wordToken(source, word, start);
}

/**
 * Splits a formula into tokens, comments and spaces left out.
 * `util:` and `math:` prefixes are dropped with reading `prefix`; with `conditional` their
 * colon is that of `a ? util:round(x)`, where `util` is an attribute.
 *
 * @throws SourceFault at the first character that no formula has.
 */
export function tokenise(source: string, reading: NamespaceReading): readonly Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  while (offset < source.length) {
    const space = matchAt(SPACE, source, offset)?.[0].length ?? 0;
    offset += space;
    if (offset >= source.length) break;
    const token = tokenAt(source, offset, reading);
    tokens.push(token);
    offset += token.text.length;
  }
  return tokens;
}
