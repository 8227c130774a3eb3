import { isAccepted } from '../functions/definition.ts';
import { FUNCTIONS_BY_NAME } from '../functions/table.ts';
import type { Scope, Value } from '../scope.ts';
import type { BinaryNode, Node } from './ast.ts';
import { childrenOf, isNullLiteral } from './ast.ts';
import { add, equals, finite, isOneOf, truthOf } from './semantics.ts';

/** A compiled formula or part of one. */
export type Evaluate = (scope: Scope) => Value;

type Infix = (left: Evaluate, right: Evaluate) => Evaluate;

/*
 * One closure per operator, its test of kinds written out: an operator handed in as a
 * function would cost a second indirect call at every comparison.
 */
const INFIX: Readonly<Record<BinaryNode['operator'], Infix>> = {
  '==': (left, right) => (scope) => {
    const a = left(scope);
    const b = right(scope);
    return typeof a === 'number' && typeof b === 'number' ? a === b : equals(a, b);
  },
  '!=': (left, right) => (scope) => {
    const equal = equals(left(scope), right(scope));
    return equal === null ? null : !equal;
  },
  in: (left, right) => (scope) => isOneOf(left(scope), right(scope)),
  '<': (left, right) => (scope) => {
    const a = left(scope);
    const b = right(scope);
    if (typeof a === 'number' && typeof b === 'number') return a < b;
    return typeof a === 'string' && typeof b === 'string' ? a < b : null;
  },
  '<=': (left, right) => (scope) => {
    const a = left(scope);
    const b = right(scope);
    if (typeof a === 'number' && typeof b === 'number') return a <= b;
    return typeof a === 'string' && typeof b === 'string' ? a <= b : null;
  },
  '>': (left, right) => (scope) => {
    const a = left(scope);
    const b = right(scope);
    if (typeof a === 'number' && typeof b === 'number') return a > b;
    return typeof a === 'string' && typeof b === 'string' ? a > b : null;
  },
  '>=': (left, right) => (scope) => {
    const a = left(scope);
    const b = right(scope);
    if (typeof a === 'number' && typeof b === 'number') return a >= b;
    return typeof a === 'string' && typeof b === 'string' ? a >= b : null;
  },
  '+': (left, right) => (scope) => add(left(scope), right(scope)),
  '-': arithmetic((a, b) => a - b),
  '*': arithmetic((a, b) => a * b),
  '/': arithmetic((a, b) => a / b),
  '%': arithmetic((a, b) => a % b),
  '^': arithmetic((a, b) => a ** b),
};

function arithmetic(operate: (a: number, b: number) => number): Infix {
  return (left, right) => (scope) => {
    const a = left(scope);
    const b = right(scope);
    return typeof a === 'number' && typeof b === 'number' ? finite(operate(a, b)) : null;
  };
}

/** Compiles a checked tree to closures. No code is made from text. */
export function compileNode(node: Node): Evaluate {
  return compileFrom(node, childrenOf(node).map(compileNode));
}

/** As `compileNode`, from the node's compiled children. */
export function compileFrom(node: Node, parts: readonly Evaluate[]): Evaluate {
  const [first = noValue, second = noValue, third = noValue] = parts;
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'attribute': {
      const { name } = node;
      return (scope) => scope.attribute(name);
    }
    case 'list':
      return (scope) => parts.map((item) => item(scope));
    case 'call':
      return compileCall(node.name, parts);
    case 'unary':
      return compileUnary(node.operator, first);
    case 'logic':
      return compileLogic(node.operator === 'or', parts);
    case 'binary':
      return compileBinary(node, first, second);
    case 'conditional':
      return compileConditional(first, second, third);
  }
}

function noValue(): null {
  return null;
}

function compileUnary(operator: '-' | '+' | 'not', operand: Evaluate): Evaluate {
  if (operator === 'not') {
    return (scope) => {
      const truth = truthOf(operand(scope));
      return truth === null ? null : !truth;
    };
  }
  const sign = operator === '-' ? -1 : 1;
  return (scope) => {
    const value = operand(scope);
    return typeof value === 'number' ? sign * value : null;
  };
}

/** `or` stops at the first true operand, `and` at the first false one: `decisive` says which. */
function compileLogic(decisive: boolean, operands: readonly Evaluate[]): Evaluate {
  return (scope) => {
    let open = false;
    for (const operand of operands) {
      const truth = truthOf(operand(scope));
      if (truth === decisive) return decisive;
      if (truth === null) open = true;
    }
    return open ? null : !decisive;
  };
}

function compileBinary(node: BinaryNode, left: Evaluate, right: Evaluate): Evaluate {
  const { operator } = node;
  const asksAbsence = isNullLiteral(node.left) || isNullLiteral(node.right);
  if ((operator === '==' || operator === '!=') && asksAbsence) {
    const asked = isNullLiteral(node.left) ? right : left;
    const absent = operator === '==';
    return (scope) => (asked(scope) === null) === absent;
  }
  return INFIX[operator](left, right);
}

function compileConditional(test: Evaluate, yes: Evaluate, no: Evaluate): Evaluate {
  return (scope) => {
    const truth = truthOf(test(scope));
    if (truth === null) return null;
    return truth ? yes(scope) : no(scope);
  };
}

function compileCall(name: string, args: readonly Evaluate[]): Evaluate {
  const definition = FUNCTIONS_BY_NAME.get(name);
  if (definition === undefined) throw new Error(`Compiled before it was checked: ${name}`);
  const { apply } = definition;
  return (scope) => {
    const values: Value[] = [];
    for (const arg of args) {
      const value = arg(scope);
      if (!isAccepted(definition, values.length, value)) return null;
      values.push(value);
    }
    const result = apply(values, scope);
    return typeof result === 'number' ? finite(result) : result;
  };
}
