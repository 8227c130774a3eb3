import { z } from 'zod';
import { findCoveredCases } from '@signalbox/expression';
import type { KnownAttributes, PortKey, FieldProblem } from '@signalbox/flow';
import { casePort, defineNode, fieldMeta } from '@signalbox/flow';
import { checkFormulaField, formulaGeofences, formulaReads } from '../formula-field.ts';
import { titleField } from '../title-field.ts';

const MAX_CASES = 32;

const caseSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .meta(fieldMeta({ title: 'Name', description: 'What its way out is called.' })),
  condition: z
    .string()
    .trim()
    .min(1)
    .max(4000)
    .meta(fieldMeta({ title: 'Condition', control: 'condition', placeholder: 'temperature_1 > -15' })),
});

const schema = z.strictObject({
  title: titleField,
  cases: z
    .array(caseSchema)
    .min(1)
    .max(MAX_CASES)
    .meta(
      fieldMeta({
        title: 'Cases',
        description: 'Asked from top to bottom; the first that is true is taken.',
      }),
    ),
});

export type Switch = z.infer<typeof schema>;

export const definition = defineNode<Switch>({
  type: 'switch',
  title: 'Switch',
  description: 'Takes the way of the first case that is true, Else when all are false.',
  category: 'condition',
  icon: 'switch',
  schema,
  edges: ['case_edge', 'else_edge'],
  cases: ({ cases }) => (Array.isArray(cases) ? cases.map(caseName) : []),
  summary: ({ cases }) => cases.map(({ name }) => name).join(', '),
  check: ({ cases }, known) => [
    ...checkNames(cases),
    ...cases.flatMap((found, index) => checkCase(found, index, known)),
    ...checkCovered(cases),
  ],
  requires,
  reads: ({ cases }) => [...new Set(cases.flatMap(({ condition }) => formulaReads(condition)))],
  geofences: ({ cases }) => cases.flatMap(({ condition }) => formulaGeofences(condition)),
});

/** As the schema reads it; empty for what is no name. */
function caseName(stored: unknown): string {
  const name = caseSchema.shape.name.safeParse(
    stored instanceof Object && 'name' in stored ? stored.name : '',
  );
  return name.success ? name.data : '';
}

function checkCase(
  { condition }: Switch['cases'][number],
  index: number,
  known: KnownAttributes | undefined,
): readonly FieldProblem[] {
  return checkFormulaField(`cases[${index}].condition`, condition, known);
}

/** A case says that its condition is true, Else that all are false. */
function requires({ cases }: Switch, port: PortKey): string | null {
  if (port === 'else_edge') return cases.map(({ condition }) => `not (${condition})`).join(' and ');
  return cases.find(({ name }) => casePort(name) === port)?.condition ?? null;
}

function checkCovered(cases: Switch['cases']): readonly FieldProblem[] {
  return findCoveredCases(cases.map(({ condition }) => condition)).map(({ index, by }) => {
    const others = by === null ? 'one of the cases before it' : `cases[${by}]`;
    const message = `is never taken: whenever it is true, ${others} is true and asked first`;
    const path = `cases[${index}].condition`;
    if (by === null) return { severity: 'warning', path, message, code: 'covered' };
    return { severity: 'warning', path, message, code: 'covered_by', values: [String(by + 1)] };
  });
}

function checkNames(cases: Switch['cases']): readonly FieldProblem[] {
  return cases.flatMap(({ name }, index): FieldProblem[] => {
    const first = cases.findIndex((other) => other.name === name);
    if (first === index) return [];
    const message = `is the name of cases[${first}] too`;
    const values = [String(first + 1)];
    return [{ severity: 'error', path: `cases[${index}].name`, message, code: 'same_name', values }];
  });
}
