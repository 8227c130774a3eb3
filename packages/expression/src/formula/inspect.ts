import type { FunctionDefinition, Parameter } from '../functions/definition.ts';
import { MAX_HISTORY_INDEX, isHistoryIndex, parameterAt } from '../functions/definition.ts';
import { FUNCTIONS_BY_NAME } from '../functions/table.ts';
import { isTimeZone } from '../functions/time.ts';
import { sayFault } from '../faults.ts';
import type { SaidFault } from '../faults.ts';
import { isForbiddenName } from '../names.ts';
import { nearest } from '../nearest.ts';
import { faultAt } from '../problem.ts';
import type { Fault } from '../problem.ts';
import type { CallNode, LiteralNode, Node } from './ast.ts';
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
  /** Ids of geofences that stand as numbers; those that are computed are not known. */
  readonly geofences: readonly number[];
}

class Inspector implements Inspection {
  readonly faults: Fault[] = [];
  readonly mentions: AttributeMention[] = [];
  readonly implied: string[] = [];
  readonly geofences: number[] = [];

  visit(node: Node): void {
    if (node.kind === 'attribute') this.#mention(node.name, node.start);
    if (node.kind === 'call') this.#call(node);
    for (const child of childrenOf(node)) this.visit(child);
  }

  #fault(said: SaidFault, offset: number, suggestion?: string): void {
    this.faults.push(faultAt(offset, said, suggestion));
  }

  #mention(name: string, offset: number): void {
    if (isForbiddenName(name)) this.#fault(sayFault('attribute_forbidden', name), offset);
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
      this.#fault(sayFault('function_forbidden', node.name), node.start);
      return;
    }
    const near = nearest(node.name, FUNCTIONS_BY_NAME.keys());
    const said =
      near === undefined
        ? sayFault('function_unknown', node.name)
        : sayFault('function_unknown_near', node.name, near);
    this.#fault(said, node.start, near);
  }

  #argument(definition: FunctionDefinition, parameter: Parameter, arg: Node): void {
    if (parameter.kind === 'attribute') {
      this.#attributeArgument(definition, arg);
      return;
    }
    if (arg.kind !== 'literal') return;
    if (parameter.kind === 'geofence' && typeof arg.value === 'number') this.geofences.push(arg.value);
    const fault = literalFault(definition.name, parameter, arg);
    if (fault !== null) this.#fault(fault, arg.start);
  }

  #attributeArgument(definition: FunctionDefinition, arg: Node): void {
    if (arg.kind === 'literal' && typeof arg.value === 'string') {
      this.#mention(arg.value, arg.start);
      return;
    }
    const quoted = arg.kind === 'attribute' ? `'${arg.name}'` : "'speed'";
    this.#fault(
      sayFault('argument_attribute', definition.name, quoted),
      arg.start,
      arg.kind === 'attribute' ? quoted : undefined,
    );
  }
}

function arityFault(definition: FunctionDefinition, count: number): SaidFault | null {
  const { parameters } = definition;
  const least = parameters.filter((parameter) => parameter.optional !== true).length;
  const most = parameters.at(-1)?.repeated === true ? Infinity : parameters.length;
  if (count >= least && count <= most) return null;
  const upper = most === Infinity ? '' : String(most);
  return sayFault('arguments_count', signatureOf(definition), String(least), upper, String(count));
}

/** What is wrong with a literal argument; `null` for nothing. */
function literalFault(name: string, parameter: Parameter, { value, text }: LiteralNode): SaidFault | null {
  if (value === null) return null;
  switch (parameter.kind) {
    case 'number':
    case 'time':
    case 'geofence':
      return typeof value === 'number' ? null : sayFault('argument_number', name, parameter.name, text);
    case 'text':
      return typeof value === 'string' ? null : sayFault('argument_text', name, parameter.name, text);
    case 'index':
      return isHistoryIndex(value) ? null : sayFault('argument_index', name, text, String(MAX_HISTORY_INDEX));
    case 'mode':
      return value === 'all' || value === 'valid' ? null : sayFault('argument_mode', name, text);
    case 'zone':
      return typeof value === 'string' && isTimeZone(value) ? null : sayFault('argument_zone', name, text);
    case 'bits':
      return typeof value === 'boolean' ? sayFault('argument_bits', name, text) : null;
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
