import type { z } from 'zod';

/** Words for the faults that people meet most; the library's own words for the rest. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return 'is missing';
    if (issue.expected === 'int' && typeof issue.input === 'number') return 'must be a whole number';
    return `must be ${nameOfType(issue.expected)}, not ${nameOfType(typeOf(issue.input))}`;
  }
  if (issue.code === 'invalid_value')
    return `must be one of ${issue.values.map((v) => JSON.stringify(v)).join(', ')}`;
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined) {
    return `is of an unknown ${issue.discriminator}`;
  }
  if (issue.code === 'too_small') return describeTooSmall(issue);
  if (issue.code === 'too_big') return `must ${boundOf(issue.origin, issue.maximum, 'at most')}`;
  return undefined;
}

function describeTooSmall(issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): string {
  const counted = issue.origin === 'string' || issue.origin === 'array';
  if (counted && Number(issue.minimum) === 1) return 'must not be empty';
  return `must ${boundOf(issue.origin, issue.minimum, 'at least')}`;
}

/** `be at most 8`, `have at most 512 characters`. */
function boundOf(origin: string, bound: number | bigint, side: 'at least' | 'at most'): string {
  if (origin === 'string') return `have ${side} ${bound} characters`;
  return origin === 'array' ? `have ${side} ${bound} items` : `be ${side} ${bound}`;
}

/** A fault of a value against its schema: the path to it, what is wrong, and an unknown key if it is one. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly unknown: boolean;
}

/** One fault per issue, and one per key where an issue names several unknown keys. */
export function faultsOf(error: z.ZodError): readonly Fault[] {
  return error.issues.flatMap((issue): Fault[] => {
    if (issue.code !== 'unrecognized_keys') {
      return [{ path: issue.path, message: issue.message, unknown: false }];
    }
    return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'unknown field', unknown: true }));
  });
}

/** `['data', 'actions', 0, 'number']` as `data.actions[0].number`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function nameOfType(type: string): string {
  return TYPE_NAMES[type] ?? type;
}
