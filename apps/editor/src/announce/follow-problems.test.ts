import { expect, test } from 'vitest';
import { createEditorSession } from '../canvas/session.ts';
import { removeItems, renameNode } from '../document/commands.ts';
import { createFakeTimer } from '../testing/fake-timer.ts';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { followProblems } from './follow-problems.ts';

function follow() {
  const { documents, problems } = createEditorSession(fixtureDocument(), { ...fixtureDefinitions, list: [] });
  const { timer, advance } = createFakeTimer();
  const said: string[] = [];
  const stop = followProblems(problems, { announce: (words) => said.push(words) }, timer);
  return { documents, advance, said, stop };
}

test('what is wrong when the flow opens is not announced', () => {
  const { advance, said } = follow();
  advance(10_000);
  expect(said).toEqual([]);
});

test('the number of problems is announced when it has settled, once', () => {
  const { documents, advance, said } = follow();
  documents.run(removeItems([1], []));
  advance(1000);
  documents.run(renameNode(2, 'Another name'));
  advance(1000);
  expect(said).toEqual([]);
  advance(500);
  expect(said).toEqual(['1 error, 1 warning.']);
  advance(10_000);
  expect(said).toHaveLength(1);
});

test('a change that is taken back meanwhile is not worth a word', () => {
  const { documents, advance, said } = follow();
  documents.run(removeItems([1], []));
  advance(1000);
  documents.undo();
  advance(10_000);
  expect(said).toEqual([]);
});

test('nothing is said any more once it is ended', () => {
  const { documents, advance, said, stop } = follow();
  documents.run(removeItems([1], []));
  stop();
  advance(10_000);
  expect(said).toEqual([]);
});
