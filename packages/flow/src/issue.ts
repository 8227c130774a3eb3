import type { z } from 'zod';

/** What is counted where a bound is not of the value itself. */
export type Counted = 'characters' | 'items';

/** The words of a language for the faults that people meet most. They follow the name of a field. */
export interface IssueWords {
  readonly missing: string;
  readonly notWhole: string;
  /** Types by their JavaScript names, beside them `int`, `array` and `null`. */
  notOfType(expected: string, given: string): string;
  /** @param values as JSON, with commas between them */
  notOneOf(values: string): string;
  unknownShape(discriminator: string): string;
  readonly empty: string;
  atLeast(bound: string, counted: Counted | null): string;
  atMost(bound: string, counted: Counted | null): string;
  readonly unknownField: string;
}

const ENGLISH: IssueWords = {
  missing: 'is missing',
  notWhole: 'must be a whole number',
  notOfType: (expected, given) => `must be ${nameOfType(expected)}, not ${nameOfType(given)}`,
  notOneOf: (values) => `must be one of ${values}`,
  unknownShape: (discriminator) => `is of an unknown ${discriminator}`,
  empty: 'must not be empty',
  atLeast: (bound, counted) => `must ${boundOf('at least', bound, counted)}`,
  atMost: (bound, counted) => `must ${boundOf('at most', bound, counted)}`,
  unknownField: 'unknown field',
};

/** `be at most 8`, `have at most 512 characters`. */
function boundOf(side: string, bound: string, counted: Counted | null): string {
  return counted === null ? `be ${side} ${bound}` : `have ${side} ${bound} ${counted}`;
}

/**
 * The faults of a value against its schema, in the words of a language; what it has no words for, and
 * what the schema itself words, stays English.
 */
export function readFaults(schema: z.ZodType, value: unknown, words: IssueWords = ENGLISH): readonly Fault[] {
  const parsed = schema.safeParse(value, { error: (issue) => describeIssue(issue, words) });
  return parsed.success ? [] : faultsOf(parsed.error, words);
}

/** Words for the faults that people meet most; the library's own words for the rest. */
export function describeIssue(issue: z.core.$ZodRawIssue, words: IssueWords = ENGLISH): string | undefined {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return words.missing;
    if (issue.expected === 'int' && typeof issue.input === 'number') return words.notWhole;
    return words.notOfType(issue.expected, typeOf(issue.input));
  }
  if (issue.code === 'invalid_value')
    return words.notOneOf(issue.values.map((v) => JSON.stringify(v)).join(', '));
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined) {
    return words.unknownShape(issue.discriminator);
  }
  if (issue.code === 'too_small') return describeTooSmall(issue, words);
  if (issue.code === 'too_big') return words.atMost(String(issue.maximum), countedIn(issue.origin));
  return undefined;
}

function describeTooSmall(issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>, words: IssueWords): string {
  const counted = countedIn(issue.origin);
  if (counted !== null && Number(issue.minimum) === 1) return words.empty;
  return words.atLeast(String(issue.minimum), counted);
}

function countedIn(origin: string): Counted | null {
  if (origin === 'string') return 'characters';
  return origin === 'array' ? 'items' : null;
}

/** A fault of a value against its schema: the path to it, what is wrong, and an unknown key if it is one. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly unknown: boolean;
}

/** One fault per issue, and one per key where an issue names several unknown keys. */
export function faultsOf(error: z.ZodError, words: IssueWords = ENGLISH): readonly Fault[] {
  return error.issues.flatMap((issue): Fault[] => {
    if (issue.code !== 'unrecognized_keys') {
      return [{ path: issue.path, message: issue.message, unknown: false }];
    }
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: words.unknownField,
      unknown: true,
    }));
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
