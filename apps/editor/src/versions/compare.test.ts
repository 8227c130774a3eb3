import { expect, test } from 'vitest';
import { fixtureDefinitions, fixtureDocument, fixtureNode } from '../testing/fixture-nodes.ts';
import { changeLines } from './change-words.ts';
import { compareFlows } from './compare.ts';
import { textDiff } from './text-diff.ts';
import { diffFlows, stringifyFlow } from '@signalbox/flow';

const before = fixtureDocument();
const [trigger, condition, action, note] = before.nodes;
if (trigger === undefined || condition === undefined || action === undefined || note === undefined) {
  throw new TypeError('The fixture has four nodes');
}
/** The condition's limit is another, the note is gone and its id another node's, the action is wired anew. */
const after = {
  ...before,
  title: 'Later',
  nodes: [
    trigger,
    { ...condition, data: { ...condition.data, limit: 90 } },
    action,
    fixtureNode(4, 'fixture_action', { x: 600, y: 300 }),
  ],
  edges: [
    { from: 1, to: 2, type: 'simple_edge' as const },
    { from: 2, to: 4, type: 'else_edge' as const },
  ],
};

test('two versions are one drawing, with what is gone under ids that are free', () => {
  const { document, marks } = compareFlows(before, after);
  expect(document.nodes.map(({ id, type }) => `${id} ${type}`)).toEqual([
    '1 fixture_trigger',
    '2 fixture_condition',
    '3 fixture_action',
    '4 fixture_action',
    '5 fixture_note',
  ]);
  expect([...marks.nodes]).toEqual([
    [4, 'added'],
    [2, 'changed'],
    [5, 'removed'],
  ]);
  expect([...marks.edges]).toEqual([
    ['2:else_edge:4', 'added'],
    ['2:then_edge:3', 'removed'],
  ]);
  expect(document.edges).toHaveLength(3);
});

test('what changed is told with the names of nodes and fields', () => {
  const library = { ...fixtureDefinitions, list: [] };
  const lines = changeLines(diffFlows(before, after), { before, after }, library);
  expect(lines.map(({ kind, title, nodeId, fields }) => [kind, title, nodeId, fields])).toEqual([
    ['changed', 'Settings of the flow', null, [{ name: 'Title', before: 'Fixture', after: 'Later' }]],
    ['changed', 'fixture_condition 2', 2, [{ name: 'Limit', before: 'not set', after: '90' }]],
    ['added', 'fixture_action 4', 4, []],
    ['removed', 'fixture_note 4', null, []],
    ['added', 'fixture_condition 2 › Else → fixture_action 4', 2, []],
    ['removed', 'fixture_condition 2 › Then → fixture_action 3', 2, []],
  ]);
});

test('a diff of texts shows changes with three lines around them and counts the rest', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
  const shown = textDiff(lines.join('\n'), lines.with(9, 'new').join('\n'));
  expect(shown.map(({ kind, text, lines: count }) => `${kind} ${text || count}`)).toEqual([
    'left 6',
    'same line 7',
    'same line 8',
    'same line 9',
    'removed line 10',
    'added new',
    'same line 11',
    'same line 12',
    'same line 13',
    'left 7',
  ]);
});

test('equal texts have nothing to show', () => {
  const text = stringifyFlow(before);
  expect(textDiff(text, text).map(({ kind }) => kind)).toEqual(['left']);
});
