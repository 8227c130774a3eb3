import { z } from 'zod';
import { errorsOf, type PlatformCall } from '../platform/call.ts';
import { platformCalls } from '../platform/calls.ts';
import { PLATFORM_ERRORS, type PlatformErrorCode } from '../platform/errors.ts';
import { GENERAL_ERRORS } from '../platform/openapi.ts';

/**
 * In which order a request is judged: the first fault found is the answer. Stages with the codes
 * they answer with; a call's own list says which of them it has.
 */
export const PRECEDENCE: readonly {
  readonly stage: string;
  readonly codes: readonly PlatformErrorCode[];
}[] = [
  { stage: 'request', codes: [111, 112, 9, 5, 7] },
  { stage: 'credential', codes: [3, 4] },
  { stage: 'rate', codes: [15] },
  { stage: 'right', codes: [13] },
  { stage: 'parameters', codes: [7] },
  { stage: 'tracker', codes: [204, 201] },
  { stage: 'blocked', codes: [208] },
  { stage: 'clone', codes: [219] },
  { stage: 'entity', codes: [201, 102, 104, 105, 268] },
  { stage: 'support', codes: [214] },
  { stage: 'online', codes: [213] },
];

/** The part of `docs/reference/platform-api.md` that is made from the contract. */
export function platformReference(): string {
  return [
    '## Errors',
    errorTable(),
    '## Which error comes first',
    'A request is judged in this order; the first fault found is the answer.',
    precedenceTable(),
    `Any call may answer ${GENERAL_ERRORS.join(', ')}; the lists below leave them out.`,
    '## Calls',
    ...Object.values<PlatformCall>(platformCalls).map(describeCall),
  ].join('\n\n');
}

function errorTable(): string {
  const rows = Object.entries(PLATFORM_ERRORS).map(
    ([code, { description, status }]) => `| ${code} | ${description} | ${status} |`,
  );
  return ['| code | text | HTTP status |', '| --- | --- | --- |', ...rows].join('\n');
}

function precedenceTable(): string {
  const rows = PRECEDENCE.map(
    ({ stage, codes }, index) => `| ${index + 1} | ${stage} | ${codes.join(', ')} |`,
  );
  return ['| | looked at | codes |', '| --- | --- | --- |', ...rows].join('\n');
}

function describeCall(call: PlatformCall): string {
  const parts = [`### ${call.path}`, `${call.summary}.`, needs(call)];
  const rows = Object.entries(call.parameters.shape).map(([name, type]) => parameterRow(name, type));
  if (rows.length > 0) {
    parts.push(['| parameter | type | |', '| --- | --- | --- |', ...rows].join('\n'));
  }
  parts.push(`Answer: \`${answerOf(call)}\`. Errors: ${errorsOf(call).join(', ') || 'none of its own'}.`);
  return parts.join('\n\n');
}

function needs({ credential, rights }: PlatformCall): string {
  if (credential === 'none') return 'Needs no credential.';
  const who = credential === 'session' ? 'Needs the hash of a session, not an API key' : 'Needs a credential';
  if (rights.length === 0) return `${who}; no right.`;
  if (rights.includes('owner')) return `${who}; for the owner alone.`;
  return `${who} with ${rights.map((right) => `\`${right}\``).join(' and ')}.`;
}

function parameterRow(name: string, type: z.core.$ZodType): string {
  const schema = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' });
  const optional = z.safeParse(type, undefined).success ? 'optional. ' : '';
  const byDefault = schema.default === undefined ? '' : ` Default ${JSON.stringify(schema.default)}.`;
  return `| \`${name}\` | ${typeOf(schema)} | ${optional}${schema.description ?? ''}${byDefault} |`;
}

function typeOf(schema: z.core.JSONSchema.BaseSchema): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.type !== 'array') return String(schema.type ?? 'object');
  const { items } = schema;
  return typeof items === 'object' && !Array.isArray(items) ? `array of ${typeOf(items)}` : 'array';
}

function answerOf({ response }: PlatformCall): string {
  const fields = Object.keys(response.shape).map((name) => (name === 'success' ? 'success: true' : name));
  return `{ ${fields.join(', ')} }`;
}
