import type { FlowProblem } from '@signalbox/flow';
import { expect, test } from 'vitest';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { faultText, problemText } from './problem-words.ts';

const library = { ...fixtureDefinitions, list: [] };

const problem: FlowProblem = {
  severity: 'error',
  code: 'NODE_FIELD_INVALID',
  message: 'Node #2 has incorrect content: data.limit: must be a number, not text',
  node_ids: [2],
  parameters: ['data.limit'],
};

test('beside its field a problem names neither the node nor the path', () => {
  expect(faultText(problem)).toBe('Must be a number, not text');
});

test('in a list a problem names the node by its title and the field by its label', () => {
  expect(problemText(problem, fixtureDocument(), library)).toBe(
    'fixture_condition 2 › Limit: Must be a number, not text',
  );
});

test.each([
  [{ ...problem, node_ids: [2, 3] }],
  [{ ...problem, node_ids: [99] }],
  [{ severity: 'warning' as const, code: 'FLOW_TRIGGER_MISSING' as const, message: 'No start' }],
])('a problem of several nodes, of a lost one or of the whole flow stays as it is', (other) => {
  expect(problemText(other, fixtureDocument(), library)).toBe(other.message);
});
