import type { FlowTrace } from '@signalbox/flow';
import { expect, test } from 'vitest';
import { KeptSteps, MAX_VISITS } from './kept-steps.ts';
import type { TestedStep } from './kept-steps.ts';

function visit(nodeId: number): FlowTrace['body']['visits'][number] {
  const lists = { arrived_by: [], inputs: [], facts: [], effects: [], written: [] };
  return { node_id: nodeId, type: 'action', started_by: 'wire', branch: null, fault: null, ...lists };
}

/** A step that ran so many nodes, the first of them the given one. */
function step(ordinal: number, outcome: FlowTrace['outcome'], node = 1, visits = 1): TestedStep {
  const input = { kind: 'message', node_id: null, detail: null } as const;
  const ran = Array.from({ length: visits }, (_, index) => visit(node + index));
  const body = { input, visits: ran, visits_left_out: 0 };
  const times = { at: 0, messageTime: null, timeliness: 'live' } as const;
  return { ordinal, trace: { flowId: 1, flowVersion: 1, sourceId: 7, ...times, outcome, body } };
}

function keep(steps: readonly TestedStep[]) {
  const kept = new KeptSteps();
  for (const each of steps) kept.take(each);
  return kept.list();
}

test('a step that is kept for another reason than being among the first is not left out', () => {
  const fired = Array.from({ length: 152 }, (_, ordinal) => step(ordinal, 'fired'));
  expect(keep(fired.slice(0, 151))).toMatchObject({ leftOut: 0, steps: { length: 151 } });
  expect(keep(fired)).toMatchObject({ leftOut: 1, steps: { length: 151 } });
});

test('all that are kept have no more visits together than may be, of both kinds', () => {
  const ways = Array.from({ length: 400 }, (_, index) => step(index, 'not_fired', index * 100, 100));
  const fired = Array.from({ length: 150 }, (_, index) => step(400 + index, 'fired', 1, 100));
  const { steps, leftOut } = keep([...ways, ...fired]);
  const visits = steps.reduce((sum, { trace }) => sum + trace.body.visits.length, 0);
  const shown = steps.filter(({ trace }) => trace.outcome === 'fired').length;
  expect(visits).toBe(MAX_VISITS);
  expect([shown, leftOut]).toEqual([51, 99]);
});
