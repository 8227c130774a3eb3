import type { FunctionDefinition, Parameter } from '../functions/definition.ts';
import { MAX_HISTORY_INDEX, isHistoryIndex, parameterAt } from '../functions/definition.ts';
import { FUNCTIONS_BY_NAME } from '../functions/table.ts';
import { isTimeZone } from '../functions/time.ts';
import { isForbiddenName } from '../names.ts';
import { nearest } from '../nearest.ts';
import type { Fault } from '../problem.ts';
import type { CallNode, Node } from './ast.ts';
import { childrenOf } from './ast.ts';

/** An attribute where a formula names it. */
export interface AttributeMention {
  readonly name: string;
  readonly offset: number;
}

/** What a formula names, and what of it cannot be. */
export interface Inspection {
  readonly faults: readonly Fault[];
  readonly mentions: readonly AttributeMention[];
  /** Attributes read without being named, such as the position behind `inGeofence`. */
  readonly implied: readonly string[];
}

class Inspector implements Inspection {
  readonly faults: Fault[] = [];
  readonly mentions: AttributeMention[] = [];
  readonly implied: string[] = [];

  visit(node: Node): void {
    if (node.kind === 'attribute') this.#mention(node.name, node.start);
    if (node.kind === 'call') this.#call(node);
    for (const child of childrenOf(node)) this.visit(child);
  }

  #fault(message: string, offset: number, suggestion?: string): void {
    this.faults.push(suggestion === undefined ? { message, offset } : { message, offset, suggestion });
  }

  #mention(name: string, offset: number): void {
    if (isForbiddenName(name)) this.#fault(`${name} cannot be the name of an attribute`, offset);
    else this.mentions.push({ name, offset });
  }

  #call(node: CallNode): void {
    const definition = FUNCTIONS_BY_NAME.get(node.name);
    if (definition === undefined) {
      this.#unknownFunction(node);
      return;
    }
    this.implied.push(...(definition.reads ?? []));
    const arity = arityFault(definition, node.args.length);
    if (arity !== null) this.#fault(arity, node.start);
    for (const [index, arg] of node.args.entries()) {
      const parameter = parameterAt(definition, index);
      if (parameter !== undefined) this.#argument(definition, parameter, arg);
    }
  }

  #unknownFunction(node: CallNode): void {
    if (isForbiddenName(node.name)) {
      this.#fault(`${node.name} cannot be the name of a function`, node.start);
      return;
    }
    const near = nearest(node.name, FUNCTIONS_BY_NAME.keys());
    const advice = near === undefined ? '' : `; did you mean ${near}?`;
    this.#fault(`There is no function ${node.name}${advice}`, node.start, near);
  }

  #argument(definition: FunctionDefinition, parameter: Parameter, arg: Node): void {
    if (parameter.kind === 'attribute') {
      this.#attributeArgument(definition, arg);
      return;
    }
    if (arg.kind !== 'literal' || arg.value === null) return;
    const fault = literalFault(parameter, arg.value);
    if (fault !== null) this.#fault(`${definition.name}: ${fault}, not ${arg.text}`, arg.start);
  }

  #attributeArgument(definition: FunctionDefinition, arg: Node): void {
    if (arg.kind === 'literal' && typeof arg.value === 'string') {
      this.#mention(arg.value, arg.start);
      return;
    }
    const quoted = arg.kind === 'attribute' ? `'${arg.name}'` : "'speed'";
    this.#fault(
      `${definition.name} takes the attribute's name in quotes: ${definition.name}(${quoted})`,
      arg.start,
      arg.kind === 'attribute' ? quoted : undefined,
    );
  }
}

function arityFault(definition: FunctionDefinition, count: number): string | null {
  const { parameters } = definition;
  const least = parameters.filter((parameter) => parameter.optional !== true).length;
  const most = parameters.at(-1)?.repeated === true ? Infinity : parameters.length;
  if (count >= least && count <= most) return null;
  const upper = most === Infinity ? ' or more' : ` to ${most}`;
  const wanted = least === most ? `${least}` : `${least}${upper}`;
  const noun = wanted === '1' ? 'argument' : 'arguments';
  return `${signatureOf(definition)} takes ${wanted} ${noun}, not ${count}`;
}

/** What is wrong with a literal argument; `null` for nothing. */
function literalFault(parameter: Parameter, value: string | number | boolean): string | null {
  switch (parameter.kind) {
    case 'number':
    case 'time':
      return typeof value === 'number' ? null : `${parameter.name} is a number`;
    case 'text':
      return typeof value === 'string' ? null : `${parameter.name} is a text`;
    case 'index':
      return isHistoryIndex(value) ? null : `index is a whole number from 0 to ${MAX_HISTORY_INDEX}`;
    case 'mode':
      return value === 'all' || value === 'valid' ? null : "mode is 'all' or 'valid'";
    case 'zone':
      return typeof value === 'string' && isTimeZone(value)
        ? null
        : "zone is the name of a time zone such as 'Europe/Berlin'";
    case 'bits':
      return typeof value === 'boolean' ? 'bits is a number or hexadecimal text' : null;
    case 'any':
    case 'attribute':
      return null;
  }
}

/** A function as one calls it: `value(name, [index], [mode])`. */
export function signatureOf(definition: FunctionDefinition): string {
  const parameters = definition.parameters.map(({ name, optional, repeated }) => {
    if (repeated === true) return `${name}, …`;
    return optional === true ? `[${name}]` : name;
  });
  return `${definition.name}(${parameters.join(', ')})`;
}

/** Walks a tree for unknown functions, wrong arguments and forbidden names. */
export function inspect(node: Node): Inspection {
  const inspector = new Inspector();
  inspector.visit(node);
  return inspector;
}
