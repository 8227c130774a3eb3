import type { FlowNode } from '@signalbox/flow';

export type JsonData = FlowNode['data'];
export type JsonNode = JsonData[string];
export type JsonPath = readonly (string | number)[];

/** The value at a path; `undefined` where there is none. */
export function valueAt(data: unknown, path: JsonPath): unknown {
  let current = data;
  for (const part of path) {
    if (Array.isArray(current)) current = current[Number(part)];
    else if (isRecord(current)) current = current[part];
    else return undefined;
  }
  return current;
}

/** A copy with the value at the path replaced; `undefined` takes the key away. Missing parents are made. */
export function withValueAt(data: JsonData, path: JsonPath, value: JsonNode | undefined): JsonData {
  const [key, ...rest] = path;
  if (key === undefined) return data;
  const next = rest.length === 0 ? value : replaceWithin(data[key], rest, value);
  const { [key]: _before, ...others } = data;
  if (next === undefined) return others;
  return key in data ? { ...data, [key]: next } : { ...others, [key]: next };
}

function replaceWithin(parent: JsonNode | undefined, path: JsonPath, value: JsonNode | undefined): JsonNode {
  const [key, ...rest] = path;
  if (key === undefined) return value ?? null;
  if (typeof key === 'number') {
    const list: JsonNode[] = Array.isArray(parent) ? [...parent] : [];
    list[key] = rest.length === 0 ? (value ?? null) : replaceWithin(list[key], rest, value);
    return list;
  }
  return withValueAt(isJsonRecord(parent) ? parent : {}, path, value);
}

/** `['actions', 0, 'number']` as `actions[0].number`, the way problems name fields. */
export function pathText(path: JsonPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isJsonRecord(value: JsonNode | undefined): value is JsonData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
