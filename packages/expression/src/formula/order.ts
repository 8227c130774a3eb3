import { sayFault } from '../faults.ts';
import { SourceFault } from './source-fault.ts';
import type { Token } from './token.ts';

/** Brackets and conditionals may stand this deep in one another. */
export const MAX_DEPTH = 64;

const PREFIX = new Set(['-', '+', 'not']);

/** Words of other languages that stand where an operator is missing. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['AND', 'and'],
  ['And', 'and'],
  ['OR', 'or'],
  ['Or', 'or'],
  ['IN', 'in'],
  ['eq', '=='],
  ['ne', '!='],
  ['lt', '<'],
  ['le', '<='],
  ['gt', '>'],
  ['ge', '>='],
  ['is', '=='],
]);

interface Bracket {
  readonly text: string;
  readonly start: number;
  /** True where commas may stand: calls and lists. */
  readonly list: boolean;
  /** `?` that still wait for their `:`. */
  questions: number;
}

interface State {
  readonly brackets: Bracket[];
  current: Bracket;
  operandExpected: boolean;
  previous: Token | undefined;
}

/**
 * Checks that operands and operators take turns and brackets pair. The grammar's parser
 * gives no place for most faults and lets a missing comma pass; this one names the token.
 *
 * @throws SourceFault at the first token that cannot stand where it stands.
 */
export function checkOrder(tokens: readonly Token[], length: number): void {
  const ground: Bracket = { text: '', start: 0, list: false, questions: 0 };
  const state: State = { brackets: [], current: ground, operandExpected: true, previous: undefined };
  for (const token of tokens) {
    if (state.operandExpected) takeOperand(state, token);
    else takeOperator(state, token);
    state.previous = token;
  }
  if (tokens.length === 0) throw new SourceFault(0, sayFault('formula_empty'));
  if (state.operandExpected) throw new SourceFault(length, sayFault('formula_unfinished'));
  if (state.current !== ground) {
    throw new SourceFault(state.current.start, sayFault('bracket_open', state.current.text));
  }
  expectColon(state, length);
}

function takeOperand(state: State, token: Token): void {
  switch (token.kind) {
    case 'literal':
    case 'name':
      state.operandExpected = false;
      return;
    case 'function':
      return;
    case 'operator':
      if (PREFIX.has(token.symbol)) return;
      throw new SourceFault(token.start, sayFault('value_missing', token.text));
    case 'open':
      open(state, token);
      return;
    case 'close':
      if (state.current.list && state.previous?.kind === 'open') {
        close(state, token);
        return;
      }
      throw new SourceFault(token.start, sayFault('value_missing', token.text));
    case 'comma':
      throw new SourceFault(token.start, sayFault('value_missing_before_comma'));
  }
}

function takeOperator(state: State, token: Token): void {
  switch (token.kind) {
    case 'literal':
    case 'name':
    case 'function':
      throw missingOperator(token);
    case 'operator':
      takeInfix(state, token.symbol, token.start);
      return;
    case 'open':
      if (token.text === '(') throw missingOperator(token);
      throw new SourceFault(token.start, sayFault('index_after_value'));
    case 'close':
      close(state, token);
      return;
    case 'comma':
      if (!state.current.list) throw new SourceFault(token.start, sayFault('comma_outside'));
      expectColon(state, token.start);
      state.operandExpected = true;
  }
}

function missingOperator(token: Token): SourceFault {
  const word = WORDS.get(token.text);
  if (word === undefined) return new SourceFault(token.start, sayFault('operator_missing', token.text));
  return new SourceFault(token.start, sayFault('operator_word', token.text, word), word);
}

function takeInfix(state: State, symbol: string, start: number): void {
  if (symbol === 'not') throw new SourceFault(start, sayFault('operator_missing', 'not'));
  if (symbol === '?') state.current.questions += 1;
  if (symbol === ':') {
    if (state.current.questions === 0) throw new SourceFault(start, sayFault('colon_alone'));
    state.current.questions -= 1;
  }
  state.operandExpected = true;
}

function expectColon(state: State, offset: number): void {
  if (state.current.questions > 0) {
    throw new SourceFault(offset, sayFault('conditional_one_way'));
  }
}

function open(state: State, token: Token): void {
  if (state.brackets.length >= MAX_DEPTH) {
    throw new SourceFault(token.start, sayFault('brackets_too_deep', String(MAX_DEPTH)));
  }
  const list = token.text === '[' || state.previous?.kind === 'function';
  state.brackets.push(state.current);
  state.current = { text: token.text, start: token.start, list, questions: 0 };
}

function close(state: State, token: Token): void {
  const expected = state.current.text === '[' ? ']' : ')';
  const outer = state.brackets.pop();
  if (outer === undefined) throw new SourceFault(token.start, sayFault('bracket_closes_nothing', token.text));
  if (token.text !== expected) {
    throw new SourceFault(token.start, sayFault('bracket_closes_other', token.text, expected));
  }
  expectColon(state, token.start);
  state.current = outer;
  state.operandExpected = false;
}
