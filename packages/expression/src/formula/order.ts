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
  if (tokens.length === 0) throw new SourceFault('The formula is empty', 0);
  if (state.operandExpected) throw new SourceFault('The formula ends where a value is expected', length);
  if (state.current !== ground) {
    throw new SourceFault(`${state.current.text} is not closed`, state.current.start);
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
      throw new SourceFault(`A value is missing before ${token.text}`, token.start);
    case 'open':
      open(state, token);
      return;
    case 'close':
      if (state.current.list && state.previous?.kind === 'open') {
        close(state, token);
        return;
      }
      throw new SourceFault(`A value is missing before ${token.text}`, token.start);
    case 'comma':
      throw new SourceFault('A value is missing before the comma', token.start);
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
      throw new SourceFault("A value has no [index]; write value('name', index, 'valid')", token.start);
    case 'close':
      close(state, token);
      return;
    case 'comma':
      if (!state.current.list) throw new SourceFault('A comma stands outside a call or list', token.start);
      expectColon(state, token.start);
      state.operandExpected = true;
  }
}

function missingOperator(token: Token): SourceFault {
  const word = WORDS.get(token.text);
  if (word === undefined) return new SourceFault(`An operator is missing before ${token.text}`, token.start);
  return new SourceFault(`${token.text} is not an operator: write ${word}`, token.start, word);
}

function takeInfix(state: State, symbol: string, start: number): void {
  if (symbol === 'not') throw new SourceFault('An operator is missing before not', start);
  if (symbol === '?') state.current.questions += 1;
  if (symbol === ':') {
    if (state.current.questions === 0) throw new SourceFault(': has no ? before it', start);
    state.current.questions -= 1;
  }
  state.operandExpected = true;
}

function expectColon(state: State, offset: number): void {
  if (state.current.questions > 0) {
    throw new SourceFault('A conditional needs both ways: condition ? a : b', offset);
  }
}

function open(state: State, token: Token): void {
  if (state.brackets.length >= MAX_DEPTH) {
    throw new SourceFault(`Brackets are nested deeper than ${MAX_DEPTH}`, token.start);
  }
  const list = token.text === '[' || state.previous?.kind === 'function';
  state.brackets.push(state.current);
  state.current = { text: token.text, start: token.start, list, questions: 0 };
}

function close(state: State, token: Token): void {
  const expected = state.current.text === '[' ? ']' : ')';
  const outer = state.brackets.pop();
  if (outer === undefined) throw new SourceFault(`${token.text} closes nothing`, token.start);
  if (token.text !== expected) {
    throw new SourceFault(`${token.text} closes nothing: ${expected} is expected`, token.start);
  }
  expectColon(state, token.start);
  state.current = outer;
  state.operandExpected = false;
}
