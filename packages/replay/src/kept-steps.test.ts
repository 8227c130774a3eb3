import type { FlowTrace } from '@signalbox/flow';
import { expect, test } from 'vitest';
import { KeptSteps, MAX_SIZE, MAX_VISITS } from './kept-steps.ts';
import type { TestedStep } from './tested-step.ts';

function visit(nodeId: number, fault: string | null): FlowTrace['body']['visits'][number] {
  const lists = { arrived_by: [], inputs: [], facts: [], effects: [], written: [] };
  return { node_id: nodeId, type: 'action', started_by: 'wire', branch: null, fault, ...lists };
}

interface Ran {
  /** The first node that ran; the others follow it. */
  readonly node?: number;
  readonly visits?: number;
  readonly fault?: string | null;
}

function step(
  ordinal: number,
  outcome: FlowTrace['outcome'],
  { node = 1, visits = 1, fault = null }: Ran = {},
): TestedStep {
  const input = { kind: 'message', node_id: null, detail: null } as const;
  const ran = Array.from({ length: visits }, (_, index) => visit(node + index, fault));
  const body = { input, visits: ran, visits_left_out: 0 };
  const times = { at: 0, messageTime: null, timeliness: 'live' } as const;
  return { ordinal, trace: { flowId: 1, flowVersion: 1, sourceId: 7, ...times, outcome, body } };
}

function keep(steps: readonly TestedStep[]) {
  const kept = new KeptSteps();
  for (const each of steps) kept.take(each);
  const listing = kept.list();
  for (let next = listing.next(); ; next = listing.next()) if (next.done === true) return next.value;
}

test('a step that is kept for another reason than being among the first is not left out', () => {
  const fired = Array.from({ length: 152 }, (_, ordinal) => step(ordinal, 'fired'));
  expect(keep(fired.slice(0, 151))).toMatchObject({ leftOut: 0, steps: { length: 151 } });
  expect(keep(fired)).toMatchObject({ leftOut: 1, steps: { length: 151 } });
});

test('all that are kept beside the last have no more visits together than may be, of both kinds', () => {
  const ways = Array.from({ length: 400 }, (_, index) =>
    step(index, 'not_fired', { node: index * 100, visits: 100 }),
  );
  const fired = Array.from({ length: 150 }, (_, index) => step(400 + index, 'fired', { visits: 100 }));
  const { steps, leftOut } = keep([...ways, ...fired]);
  const visits = steps.reduce((sum, { trace }) => sum + trace.body.visits.length, 0);
  const shown = steps.filter(({ trace }) => trace.outcome === 'fired').length;
  expect(visits).toBe(MAX_VISITS + 100);
  expect([shown, leftOut]).toEqual([51, 99]);
});

test('a way whose last step finds no room is not shown by a former one', () => {
  const former = step(0, 'not_fired', { node: 1 });
  const ways = Array.from({ length: 50 }, (_, index) =>
    step(index + 1, 'not_fired', { node: 100 + index * 100, visits: 100 }),
  );
  const full = [...ways.slice(0, 49), step(60, 'not_fired', { node: 10_000, visits: 99 })];
  const newer = step(70, 'not_fired', { node: 1, visits: 3 });
  const last = step(80, 'not_fired', { node: 10_000 });
  const ordinals = keep([former, ...full, newer, last]).steps.map(({ ordinal }) => ordinal);
  expect(ordinals).not.toContain(0);
  expect(ordinals).not.toContain(70);
});

test('all that are given are no larger together than may be', () => {
  const fault = 'x'.repeat(100_000);
  const many = Array.from({ length: 150 }, (_, index) => step(index, 'failed', { node: index, fault }));
  const { steps, leftOut } = keep(many);
  expect(JSON.stringify(steps.map(({ trace }) => trace.body)).length).toBeLessThan(MAX_SIZE + 1000);
  expect([steps.length > 70, steps.length + leftOut]).toEqual([true, 150]);
});
