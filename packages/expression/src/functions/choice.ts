import type { FunctionDefinition } from './definition.ts';

export const CHOICE_FUNCTIONS: readonly FunctionDefinition[] = [
  {
    name: 'coalesce',
    group: 'choice',
    parameters: [{ name: 'value', kind: 'any', repeated: true }],
    gives: 'any',
    summary: 'The first argument that has a value',
    takesMissing: true,
    examples: [
      { formula: 'coalesce(missing, 0)', gives: 0 },
      { formula: 'coalesce(speed, 0)', gives: 90 },
      { formula: 'coalesce(missing, null)', gives: null },
    ],
    apply: (args) => args.find((value) => value !== null) ?? null,
  },
];
