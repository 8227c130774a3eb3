import { sayFault } from '../faults.ts';
import { Parser } from 'expr-eval';
import type { BinaryOperator, CallNode, LogicOperator, Node, UnaryOperator } from './ast.ts';
import { BINARY_OPERATORS, UNARY_OPERATORS, childrenOf } from './ast.ts';
import { MAX_DEPTH, checkOrder } from './order.ts';
import { SourceFault } from './source-fault.ts';
import type { NamespaceReading, Token } from './token.ts';
import { tokenise } from './token.ts';

/** Longer formulas are refused before anything reads them. */
const MAX_LENGTH = 4000;

const parser = new Parser({
  allowMemberAccess: false,
  operators: { assignment: false, fndef: false, factorial: false, concatenate: false },
});

/** An instruction of expr-eval's stack machine; its typings leave them out. */
interface Instruction {
  readonly type: string;
  readonly value: unknown;
}

function isInstruction(value: unknown): value is Instruction {
  return typeof value === 'object' && value !== null && 'type' in value && 'value' in value;
}

function isInstructionList(value: unknown): value is readonly Instruction[] {
  return Array.isArray(value) && value.every(isInstruction);
}

/**
 * What expr-eval reads: each operand is the number of its token (`_7`), so that names and
 * literals never meet its own lookups and each instruction leads back to its place.
 */
function grammarText(tokens: readonly Token[]): string {
  const words = tokens.map((token, index) => {
    if (token.kind === 'operator') return token.symbol;
    return token.kind === 'open' || token.kind === 'close' || token.kind === 'comma'
      ? token.text
      : `_${index}`;
  });
  return words.join(' ');
}

function instructionsOf(tokens: readonly Token[]): readonly Instruction[] {
  let instructions: unknown;
  try {
    instructions = Reflect.get(parser.parse(grammarText(tokens)), 'tokens');
  } catch (error) {
    if (error instanceof RangeError)
      throw new SourceFault(0, sayFault('formula_too_deep', String(MAX_DEPTH)));
    throw new SourceFault(0, sayFault('formula_unreadable'));
  }
  if (isInstructionList(instructions)) return instructions;
  throw new SourceFault(0, sayFault('formula_unreadable'));
}

function operand(token: Token | undefined): Node {
  if (token?.kind === 'literal') {
    return { kind: 'literal', value: token.value, text: token.text, start: token.start };
  }
  if (token?.kind === 'name') return { kind: 'attribute', name: token.name, start: token.start };
  if (token?.kind === 'function') return { kind: 'call', name: token.name, args: [], start: token.start };
  throw new SourceFault(token?.start ?? 0, sayFault('formula_unreadable'));
}

/** Turns expr-eval's postfix instructions back into a tree. */
class TreeBuilder {
  readonly #tokens: readonly Token[];
  readonly #stack: Node[] = [];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  build(instructions: readonly Instruction[]): Node {
    for (const instruction of instructions) this.#stack.push(this.#read(instruction));
    return this.#pop();
  }

  #pop(): Node {
    const node = this.#stack.pop();
    if (node === undefined) throw new SourceFault(0, sayFault('formula_unreadable'));
    return node;
  }

  #popMany(count: unknown): readonly Node[] {
    return Array.from({ length: Number(count) }, () => this.#pop()).toReversed();
  }

  #read({ type, value }: Instruction): Node {
    switch (type) {
      case 'IVAR':
        return operand(this.#tokens[Number(String(value).slice(1))]);
      case 'IEXPR':
        if (isInstructionList(value)) return new TreeBuilder(this.#tokens).build(value);
        break;
      case 'IOP1':
        return this.#unary(value);
      case 'IOP2':
        return this.#infix(value);
      case 'IOP3':
        return this.#conditional();
      case 'IARRAY':
        return this.#list(this.#popMany(value));
      case 'IFUNCALL':
        return this.#call(this.#popMany(value));
    }
    throw new SourceFault(0, sayFault('formula_unreadable'));
  }

  #unary(value: unknown): Node {
    const operator = UNARY_OPERATORS.find((known): known is UnaryOperator => known === value);
    if (operator === undefined) throw new SourceFault(0, sayFault('operator_unknown', String(value)));
    const node = this.#pop();
    return { kind: 'unary', operator, operand: node, start: node.start };
  }

  #infix(value: unknown): Node {
    const right = this.#pop();
    const left = this.#pop();
    if (value === 'and' || value === 'or') return logic(value, left, right);
    const operator = BINARY_OPERATORS.find((known): known is BinaryOperator => known === value);
    if (operator === undefined)
      throw new SourceFault(left.start, sayFault('operator_unknown', String(value)));
    return { kind: 'binary', operator, left, right, start: left.start };
  }

  #conditional(): Node {
    const [no, yes, test] = [this.#pop(), this.#pop(), this.#pop()];
    return { kind: 'conditional', test, yes, no, start: test.start };
  }

  #list(items: readonly Node[]): Node {
    return { kind: 'list', items, start: items[0]?.start ?? 0 };
  }

  #call(args: readonly Node[]): CallNode {
    const callee = this.#pop();
    if (callee.kind !== 'call') throw new SourceFault(callee.start, sayFault('only_functions_called'));
    return { ...callee, args };
  }
}

function logic(operator: LogicOperator, left: Node, right: Node): Node {
  const chained = left.kind === 'logic' && left.operator === operator;
  const operands = chained ? [...left.operands, right] : [left, right];
  return { kind: 'logic', operator, operands, start: left.start };
}

/** Levels of nesting; `a + b + c` is one level, however long. */
function depthOf(node: Node): number {
  const [first, ...rest] = childrenOf(node);
  if (first === undefined) return 1;
  const chain = node.kind === 'binary' && first.kind === 'binary';
  const inner = Math.max(0, ...rest.map(depthOf));
  return Math.max(depthOf(first) + (chain ? 0 : 1), inner + 1);
}

function parseAs(source: string, reading: NamespaceReading): Node {
  const tokens = tokenise(source, reading);
  checkOrder(tokens, source.length);
  const node = new TreeBuilder(tokens).build(instructionsOf(tokens));
  if (depthOf(node) <= MAX_DEPTH) return node;
  throw new SourceFault(node.start, sayFault('formula_too_deep', String(MAX_DEPTH)));
}

/**
 * Parses a formula. The grammar is expr-eval's without assignment, function definition,
 * members, factorial; `&&`, `||`, `!` and the prefixes `util:` and `math:` are understood.
 *
 * @throws SourceFault with the offset of the first fault.
 */
export function parseFormula(source: string): Node {
  if (source.length > MAX_LENGTH) {
    throw new SourceFault(MAX_LENGTH, sayFault('formula_too_long', String(MAX_LENGTH)));
  }
  try {
    return parseAs(source, 'prefix');
  } catch (fault) {
    if (!/(?:util|math):/.test(source)) throw fault;
    return parseConditionalColon(source, fault);
  }
}

/** `flag ? util:round(x)`: the colon is the conditional's and `util` an attribute. */
function parseConditionalColon(source: string, first: unknown): Node {
  try {
    return parseAs(source, 'conditional');
  } catch {
    throw first;
  }
}
