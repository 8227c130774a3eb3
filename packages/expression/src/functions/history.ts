import type { Scope, ScopeSample, Value } from '../scope.ts';
import type { FunctionDefinition, Parameter } from './definition.ts';
import { numberAt, textAt } from './definition.ts';

const PARAMETERS: readonly Parameter[] = [
  { name: 'name', kind: 'attribute' },
  { name: 'index', kind: 'index', optional: true },
  { name: 'mode', kind: 'mode', optional: true },
];

function sampleOf(args: readonly Value[], scope: Scope): ScopeSample | undefined {
  const mode = textAt(args, 2) === 'valid' ? 'valid' : 'all';
  return scope.sample(textAt(args, 0), numberAt(args, 1, 0), mode);
}

export const HISTORY_FUNCTIONS: readonly FunctionDefinition[] = [
  {
    name: 'value',
    group: 'history',
    parameters: PARAMETERS,
    gives: 'any',
    summary:
      "An earlier value: index 0 (default) is this message, 11 the oldest; 'all' (default) counts every message, 'valid' only those with a value",
    examples: [
      { formula: "value('temperature', 0, 'all')", gives: 25.5 },
      { formula: "value('temperature', 1, 'all')", gives: null },
      { formula: "value('temperature', 1, 'valid')", gives: 24.8 },
      { formula: "value('temperature', 2, 'all')", gives: 24.8 },
      { formula: "value('temperature', 2, 'valid')", gives: 23.2 },
      { formula: "value('temperature')", gives: 25.5 },
    ],
    apply: (args, scope) => sampleOf(args, scope)?.value ?? null,
  },
  {
    name: 'genTime',
    group: 'history',
    parameters: PARAMETERS,
    gives: 'number',
    summary: 'When the device made that value, Unix ms',
    examples: [
      { formula: "genTime('temperature', 0, 'all')", gives: 1_700_000_000_000 },
      { formula: "genTime('temperature', 1, 'valid')", gives: 1_699_999_980_000 },
      { formula: "genTime('missing')", gives: null },
    ],
    apply: (args, scope) => sampleOf(args, scope)?.generationTime ?? null,
  },
  {
    name: 'srvTime',
    group: 'history',
    parameters: PARAMETERS,
    gives: 'number',
    summary: 'When the server received that value, Unix ms',
    examples: [{ formula: "srvTime('temperature', 0, 'all')", gives: 1_700_000_001_000 }],
    apply: (args, scope) => sampleOf(args, scope)?.serverTime ?? null,
  },
];
