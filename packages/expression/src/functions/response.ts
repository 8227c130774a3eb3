import type { Value } from '../scope.ts';
import type { FunctionDefinition } from './definition.ts';
import { textAt } from './definition.ts';

/** An own member by its name, or a place of a list by its number from 0. */
function memberOf(value: Value, step: string): Value {
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value) && !/^\d{1,6}$/.test(step)) return null;
  const found: Value | undefined = Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
  return found ?? null;
}

/** What a webhook's receiver answered, behind the wires that the webhook is left by. */
export const RESPONSE_FUNCTIONS: readonly FunctionDefinition[] = [
  {
    name: 'response',
    group: 'response',
    parameters: [{ name: 'path', kind: 'text' }],
    gives: 'any',
    summary: "A value from the JSON that a webhook's receiver answered, behind the webhook's wires",
    examples: [
      { formula: "response('order.id')", gives: 17 },
      { formula: "response('order.lines.0.name')", gives: 'cable' },
      { formula: "response('missing')", gives: null },
    ],
    apply: (args, { response }) =>
      response ? textAt(args, 0).split('.').reduce(memberOf, response.body) : null,
  },
  {
    name: 'responseStatus',
    group: 'response',
    parameters: [],
    gives: 'number',
    summary: "The HTTP status that a webhook's receiver answered; no value when it did not answer",
    examples: [{ formula: 'responseStatus() == 201', gives: true }],
    apply: (_args, { response }) => response?.status ?? null,
  },
];
