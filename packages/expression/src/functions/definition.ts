import type { Scope, Value } from '../scope.ts';

/** Kinds of parameter. The last six are checked while a formula is written. */
const PARAMETER_KINDS = [
  'number',
  'text',
  'any',
  /** A number or hexadecimal text. */
  'bits',
  /** Name of an attribute, as quoted text: it must be known before a message comes. */
  'attribute',
  /** 0 (newest) to 11. */
  'index',
  /** `'all'` or `'valid'`. */
  'mode',
  /** Unix ms. */
  'time',
  /** IANA name of a time zone. */
  'zone',
  /** Id of a geofence. */
  'geofence',
] as const;
export type ParameterKind = (typeof PARAMETER_KINDS)[number];

export interface Parameter {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly optional?: boolean;
  /** The last parameter may stand any number of times. */
  readonly repeated?: boolean;
}

/** A formula and what it gives, with the attributes of the examples' fixture. */
export interface FunctionExample {
  readonly formula: string;
  readonly gives: Value;
}

export const FUNCTION_GROUPS = [
  'history',
  'geofence',
  'time',
  'math',
  'text',
  'bits',
  'choice',
  'response',
] as const;
export type FunctionGroup = (typeof FUNCTION_GROUPS)[number];

export type ResultKind = 'number' | 'text' | 'boolean' | 'any';

/** One row of the function table: behaviour, documentation and examples in one place. */
export interface FunctionDefinition {
  readonly name: string;
  readonly group: FunctionGroup;
  readonly parameters: readonly Parameter[];
  readonly gives: ResultKind;
  /** One line for completion and documentation. */
  readonly summary: string;
  /** Attributes read beside the arguments. */
  readonly reads?: readonly string[];
  /** Also called where an argument has no value; by default the call has no value then. */
  readonly takesMissing?: boolean;
  readonly examples: readonly FunctionExample[];
  /** Called with arguments of the declared kinds only. Never throws; NaN is no value. */
  readonly apply: (args: readonly Value[], scope: Scope) => Value;
}

/** The parameter that an argument stands for; a repeated one stands for all that follow. */
export function parameterAt(definition: FunctionDefinition, index: number): Parameter | undefined {
  const { parameters } = definition;
  const last = parameters.at(-1);
  return parameters[index] ?? (last?.repeated === true ? last : undefined);
}

/** Whether a value can be an argument: its kind fits, and no value only where it is asked for. */
export function isAccepted(definition: FunctionDefinition, index: number, value: Value): boolean {
  if (value === null) return definition.takesMissing === true;
  switch (parameterAt(definition, index)?.kind) {
    case 'number':
    case 'time':
    case 'geofence':
      return typeof value === 'number';
    case 'index':
      return isHistoryIndex(value);
    case 'text':
    case 'attribute':
    case 'zone':
      return typeof value === 'string';
    case 'mode':
      return value === 'all' || value === 'valid';
    case 'bits':
      return typeof value === 'number' || typeof value === 'string';
    case 'any':
    case undefined:
      return true;
  }
}

/** The history keeps the newest 12 values of an attribute. */
export const MAX_HISTORY_INDEX = 11;

export function isHistoryIndex(value: Value): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_HISTORY_INDEX;
}

/** An argument known to be a number, or its default. */
export function numberAt(args: readonly Value[], index: number, fallback = Number.NaN): number {
  const value = args[index];
  return typeof value === 'number' ? value : fallback;
}

/** An argument known to be text, or its default. */
export function textAt(args: readonly Value[], index: number, fallback = ''): string {
  const value = args[index];
  return typeof value === 'string' ? value : fallback;
}
