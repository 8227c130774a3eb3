import { z } from 'zod';
import type { ParameterFault } from './errors.ts';

/** Parameters as they came: those of a JSON body have types, those of a query or a form are text. */
export interface RawParameters {
  readonly json: Readonly<Record<string, unknown>>;
  readonly texts: ReadonlyMap<string, string>;
}

export type ReadParameters<S extends z.ZodObject> =
  | { readonly ok: true; readonly value: z.output<S> }
  | { readonly ok: false; readonly errors: readonly ParameterFault[] };

/** How deep a JSON body may be nested: ours is never deeper than five levels. */
const MAX_DEPTH = 32;

type TextKind = 'integer' | 'boolean' | 'string' | 'json';

/**
 * Reads a call's parameters. In a JSON body only the right type will do; in a query or a form
 * integers, booleans, and JSON for lists and objects are read from their text. `null` and an
 * empty text where text is not wanted count as left out. Unknown parameters are not looked at.
 */
export function readParameters<S extends z.ZodObject>(schema: S, raw: RawParameters): ReadParameters<S> {
  const input: Record<string, unknown> = {};
  const faults: ParameterFault[] = [];
  for (const [name, kind] of textKinds(schema)) {
    if (Object.hasOwn(raw.json, name) && raw.json[name] !== null) {
      input[name] = raw.json[name];
      continue;
    }
    const text = raw.texts.get(name);
    if (text === undefined) continue;
    const read = readText(kind, text, name);
    if ('error' in read) faults.push(read);
    else if (read.value !== undefined) input[name] = read.value;
  }
  if (faults.length > 0) return { ok: false, errors: faults };
  const parsed = schema.safeParse(input);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, errors: parsed.error.issues.map(toFault) };
}

/** Why a JSON value is not even looked at: nested without end, or made to change prototypes. */
export function structuralFault(value: unknown, parameter = 'body', depth = 1): ParameterFault | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth > MAX_DEPTH) return { parameter, error: `is nested deeper than ${MAX_DEPTH} levels` };
  if (Object.hasOwn(value, '__proto__')) return { parameter, error: 'has a field named __proto__' };
  for (const inner of Object.values(value)) {
    const fault = structuralFault(inner, parameter, depth + 1);
    if (fault !== null) return fault;
  }
  return null;
}

const INTEGER = /^-?(?:0|[1-9]\d{0,20})$/;

function readText(kind: TextKind, text: string, parameter: string): { value: unknown } | ParameterFault {
  if (kind === 'string') return { value: text };
  if (text === '') return { value: undefined };
  if (kind === 'json') return readJson(text, parameter);
  if (kind === 'integer') return { value: INTEGER.test(text) ? Number(text) : text };
  // Languages write booleans differently: Python says True.
  const word = text.toLowerCase();
  return { value: word === 'true' || word === 'false' ? word === 'true' : text };
}

function readJson(text: string, parameter: string): { value: unknown } | ParameterFault {
  try {
    const value: unknown = JSON.parse(text);
    return structuralFault(value, parameter) ?? { value };
  } catch (error) {
    return { parameter, error: `is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

const known = new WeakMap<z.ZodObject, ReadonlyMap<string, TextKind>>();

function textKinds(schema: z.ZodObject): ReadonlyMap<string, TextKind> {
  const found = known.get(schema);
  if (found !== undefined) return found;
  const shape: Readonly<Record<string, z.ZodType>> = schema.shape;
  const kinds = new Map(Object.entries(shape).map(([name, type]) => [name, textKind(type)]));
  known.set(schema, kinds);
  return kinds;
}

function textKind(type: z.ZodType): TextKind {
  const { type: kind } = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' });
  return kind === 'integer' || kind === 'boolean' || kind === 'string' ? kind : 'json';
}

function toFault({ path, message }: z.core.$ZodIssue): ParameterFault {
  const parameter = path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : joined(text, String(part))),
    '',
  );
  return { parameter, error: message };
}

function joined(before: string, name: string): string {
  return before === '' ? name : `${before}.${name}`;
}
