import { z } from 'zod';

export type Json =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Json[]
  | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };
export type Components = Record<string, Json>;

/** A schema as OpenAPI 3.1 has it, with its shared parts moved to the document's components. */
export function toSchema(type: z.ZodType, io: 'input' | 'output', schemas: Components): JsonObject {
  const suffix = io === 'input' ? 'Input' : '';
  const { $schema: _, $defs: shared, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' });
  for (const [name, definition] of Object.entries(shared ?? {})) {
    schemas[componentName(name, suffix)] = relocate(definition, suffix);
  }
  return relocateFields(schema, suffix);
}

/** Nameless shared parts come from recursive types; the only one here is any JSON value. */
function componentName(name: string, suffix: string): string {
  return name.startsWith('__') ? 'JsonValue' : name + suffix;
}

function relocate(node: unknown, suffix: string): Json {
  if (Array.isArray(node)) return node.map((item) => relocate(item, suffix));
  if (typeof node !== 'object' || node === null) return isPlain(node) ? node : null;
  return relocateFields(node, suffix);
}

function relocateFields(node: object, suffix: string): JsonObject {
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, relocateEntry(key, value, suffix)]),
  );
}

function relocateEntry(key: string, value: unknown, suffix: string): Json {
  if (key !== '$ref' || typeof value !== 'string') return relocate(value, suffix);
  return `#/components/schemas/${componentName(value.replace('#/$defs/', ''), suffix)}`;
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
