import type { TraceFact } from '@signalbox/flow';
import { expect, test } from 'vitest';
import { createEditorSession } from '../canvas/session.ts';
import type { NodeLibrary } from '../canvas/node-library.ts';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { perform, press, renderInSession } from '../testing/render.tsx';
import { aTrace, aVisit } from '../testing/traces.ts';
import { text } from '../text/text.ts';
import { lateness } from './trace-list.tsx';
import { marksOf } from './trace-marks.ts';
import { TraceVisits } from './trace-visits.tsx';

const words = text.trace;

const library: NodeLibrary = { list: [], definition: (type) => fixtureDefinitions.definition(type) };

const UNKNOWN: TraceFact = {
  kind: 'formula',
  field: 'condition',
  tree: {
    text: 'speed > 80 && gear > 2',
    value: null,
    children: [
      { text: 'speed > 80', value: true, children: [] },
      { text: 'gear > 2', value: null, children: [] },
    ],
  },
  truth: null,
  missing: ['gear'],
};

const TRACE = aTrace([
  aVisit({ node_id: 1, started_by: 'trigger', branch: 'simple_edge' }),
  aVisit({ node_id: 2, arrived_by: [{ node_id: 1, branch: 'simple_edge' }], facts: [UNKNOWN] }),
]);

test('the node where the way ended stands open, and says why in words and part by part', async () => {
  const session = createEditorSession(fixtureDocument(), library);
  const page = await renderInSession(session, <TraceVisits trace={TRACE} />);
  const [first, second] = page.querySelectorAll('li > details');
  expect([first?.hasAttribute('open'), second?.hasAttribute('open')]).toEqual([false, true]);
  expect(second?.textContent).toContain('No value: gear is missing.');
  expect(second?.querySelectorAll('code')[1]?.textContent).toBe('speed > 80');
});

test('the node selected on the canvas stands open', async () => {
  const session = createEditorSession(fixtureDocument(), library);
  const page = await renderInSession(session, <TraceVisits trace={TRACE} />);
  await perform(() => session.selection.selectNodes([1]));
  expect(page.querySelector('li > details')?.hasAttribute('open')).toBe(true);
});

test('a node is selected by its line, which opens and keeps the focus', async () => {
  const session = createEditorSession(fixtureDocument(), library);
  const page = await renderInSession(session, <TraceVisits trace={TRACE} />);
  const line = page.querySelector('summary');
  line?.focus();
  await press(line);
  expect([...session.selection.state.getState().nodes]).toEqual([1]);
  expect(line?.isConnected).toBe(true);
  expect(document.activeElement).toBe(line);
  expect(line?.parentElement?.hasAttribute('open')).toBe(true);
  await press(line);
  expect(line?.parentElement?.hasAttribute('open')).toBe(false);
});

test('a node that is no longer drawn is named by its number', async () => {
  const session = createEditorSession(fixtureDocument(), library);
  const page = await renderInSession(session, <TraceVisits trace={aTrace([aVisit({ node_id: 99 })])} />);
  expect(page.textContent).toContain('Node #99 (gone)');
});

test('the way is marked by its nodes and the wires between them', () => {
  expect(marksOf(TRACE)).toEqual({ nodes: new Set([1, 2]), edges: new Set(['1:simple_edge:2']) });
  expect(marksOf(null)).toEqual({ nodes: new Set(), edges: new Set() });
});

test('a late message says how late it was', () => {
  expect(lateness(TRACE)).toBe('Late: 3 h 2 min old, history only');
  expect(lateness({ ...TRACE, timeliness: 'live' })).toBe('');
});

test.each<[TraceFact, string]>([
  [{ kind: 'holding', result: true, for_ms: 12_000, of_ms: 30_000 }, 'For Then it has held 12 s of 30 s.'],
  [{ kind: 'baseline', result: false }, 'The first result is the starting point: Else.'],
  [{ kind: 'gap', gap_ms: 400_000, max_gap_ms: 300_000 }, 'silent for 6 min 40 s, more than 5 min'],
  [{ kind: 'limit', passed: 3, max: 3, per_ms: 60_000, next_at: '2026-06-01T10:42:00.000Z' }, '3 per 1 min'],
  [{ kind: 'wait', phase: 'called_off', of_ms: 1000 }, 'The wait is called off.'],
  [{ kind: 'position', latitude: 1, longitude: 2, inside: [], outside: [3], unknown: [] }, 'Outside'],
  [{ kind: 'clock', zone: 'UTC', weekday: 1, time: '06:30', within: false }, 'Monday 06:30 (UTC) is outside'],
  [{ ...UNKNOWN, truth: false, missing: [], tree: { text: 'x', value: 0, children: [] } }, 'It is false.'],
])('says %j in words', (fact, sentence) => {
  expect(words.fact(fact.kind, fact)).toContain(sentence);
});
