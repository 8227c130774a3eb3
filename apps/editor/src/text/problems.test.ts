import { FLOW_PROBLEMS } from '@signalbox/flow';
import { describe, expect, test } from 'vitest';
import { problems as de } from './de/problems.ts';
import { problems as en } from './en/problems.ts';
import type { NamedNode, ProblemSentence, ProblemWords } from './problem-sentence.ts';

/** Their sentences name what the code does not tell: a field's value, a file, a device. */
const SAID_BY_CHECKS = new Set([
  'FLOW_NOT_A_FLOW',
  'FLOW_TOO_NEW',
  'FLOW_FIELD_INVALID',
  'FLOW_FIELD_UNKNOWN',
  'NODE_FIELD_INVALID',
  'NODE_CONTENT_INVALID',
  'NODE_CONTENT_DOUBTFUL',
  'NODE_STOPS_ENGINE',
]);

const node: NamedNode = { id: 7, title: 'Too fast', typeTitle: 'Logic', ways: ['Then', 'Else'] };

describe.each<[string, ProblemWords]>([
  ['English', en],
  ['German', de],
])('in %s', (_language, { byCode }) => {
  const sentences: Readonly<Record<string, ProblemSentence | null>> = byCode;
  const codes = Object.keys(FLOW_PROBLEMS).filter((code) => !SAID_BY_CHECKS.has(code));

  test.each(codes)('%s has a sentence that names no code', (code) => {
    const said = sentences[code]?.(node, { ...node, id: 8 }) ?? '';
    expect(said).toMatch(/^\p{Lu}.+/u);
    expect(said).not.toMatch(/_|undefined/);
  });
});
