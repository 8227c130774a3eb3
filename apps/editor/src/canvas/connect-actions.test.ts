import { expect, test } from 'vitest';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { connectNodes, removeWire } from './connect-actions.ts';
import { removeSelection } from './selection-actions.ts';
import { createEditorSession } from './session.ts';

function open(isReadOnly = false) {
  const session = createEditorSession(fixtureDocument(), { ...fixtureDefinitions, list: [] }, { isReadOnly });
  const said = () => {
    const { announced, shown } = session.messages.state.getState();
    return { announced: announced?.text, shown: shown?.text };
  };
  return { session, said, edges: () => session.documents.state.getState().document.edges.length };
}

test('a new wire is announced with its ends and its port', () => {
  const { session, said, edges } = open();
  connectNodes(session, { from: 2, to: 3, type: 'else_edge' });
  expect(edges()).toBe(3);
  expect(said()).toEqual({
    announced: 'Connected: fixture_condition 2, Else → fixture_action 3.',
    shown: undefined,
  });
});

test.each([
  ['a circle', { from: 2, to: 2, type: 'then_edge' as const }, 'A node cannot lead to itself.'],
  ['an existing wire', { from: 2, to: 3, type: 'then_edge' as const }, 'These two are connected already.'],
])('%s is refused, and the reason is shown', (_name, edge, reason) => {
  const { session, said, edges } = open();
  connectNodes(session, edge);
  expect(edges()).toBe(2);
  expect(said().shown).toBe(reason);
});

test('who may only look is told so', () => {
  const { session, said } = open(true);
  connectNodes(session, { from: 2, to: 3, type: 'else_edge' });
  expect(said().shown).toBe('You may look at this flow, but not change it.');
});

test('a wire that goes and a node that goes are announced', () => {
  const { session, said } = open();
  removeWire(session, '2:then_edge:3');
  expect(said().announced).toBe('Wire deleted.');
  session.selection.selectNodes([3]);
  removeSelection(session);
  expect(said().announced).toBe('“fixture_action 3” deleted.');
  session.selection.selectNodes([1, 2]);
  removeSelection(session);
  expect(said().announced).toBe('2 nodes deleted.');
});
