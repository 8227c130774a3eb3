import type { FlowProblem } from '@signalbox/api';
import { expect, test } from 'vitest';
import { createEditorSession } from '../canvas/session.ts';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { press, renderInSession } from '../testing/render.tsx';
import { DrawingFaults } from './drawing-faults.tsx';

const tooMuch: FlowProblem = {
  severity: 'error',
  code: 'NODE_FIELD_INVALID',
  message: 'Node #2 has incorrect content: data.limit: must be a number, not text',
  node_ids: [2],
  parameters: ['data.limit'],
};
const circle: FlowProblem = { severity: 'error', code: 'FLOW_CYCLE', message: 'No cycles', node_ids: [1] };

test('a drawing that cannot be tested says how many errors it has, and leads to the first', async () => {
  const session = createEditorSession(fixtureDocument(), { ...fixtureDefinitions, list: [] });
  session.side.show('test');
  const panel = await renderInSession(session, <DrawingFaults errors={[tooMuch, circle]} />);
  expect(panel.querySelector('[role=alert]')?.textContent).toBe(
    'The drawing has 2 errors that keep it from being tested. The first:',
  );
  const [first, ...others] = panel.querySelectorAll('button');
  expect(others).toEqual([]);
  expect(first?.textContent).toContain('fixture_condition 2 › Limit: Must be a number, not text');
  await press(first ?? null);
  expect([...session.selection.state.getState().nodes]).toEqual([2]);
  expect(session.side.state.getState().shown).toBe('settings');
});
