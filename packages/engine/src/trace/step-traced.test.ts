import { traceBodySchema } from '@signalbox/flow';
import type { FlowTrace, NodeDefinition, NodeRuntime, NodeVisit, PublishedFlow } from '@signalbox/flow';
import { expect, test } from 'vitest';
import type { EngineInput } from '../contract.ts';
import { createProgram } from '../program.ts';
import { createSource } from '../source-state.ts';
import { Driver, NOW, SPEEDING, VAN, flowOf, messageAt, scripted } from '../testing/driver.ts';
import { fakeCatalogue, setOutput } from '../testing/fake-nodes.ts';
import type { Script } from '../testing/fake-nodes.ts';
import { stepTraced } from './step-traced.ts';

/** A driver whose steps are traced. */
class TracedDriver extends Driver {
  take(input: EngineInput): FlowTrace {
    const [trace] = stepTraced(this.state, input, this.now, this.environment).traces;
    if (trace === undefined) throw new Error('there is no trace');
    return trace;
  }

  trace(ageS: number, attributes: Parameters<typeof messageAt>[1], known = false): FlowTrace {
    const message = messageAt(this.now - ageS * 1000, attributes);
    return this.take({ kind: 'message', message, known });
  }
}

function path({ body }: FlowTrace): unknown[] {
  return body.visits.map((visit) => [visit.node_id, visit.started_by, visit.branch]);
}

function visitOf({ body }: FlowTrace, nodeId: number): NodeVisit {
  const visit = body.visits.find((candidate) => candidate.node_id === nodeId);
  if (visit === undefined) throw new Error(`node ${nodeId} was not visited`);
  return visit;
}

test('a trace says which way the input went and what was asked for', () => {
  const driver = new TracedDriver([SPEEDING]);
  const trace = driver.trace(0, { speed: 90 });
  expect(trace).toMatchObject({ flowId: 1, flowVersion: 1, sourceId: 7, at: NOW, messageTime: NOW });
  expect(trace).toMatchObject({ timeliness: 'live', outcome: 'fired' });
  expect(traceBodySchema.parse(trace.body)).toEqual(trace.body);
  expect(path(trace)).toEqual([
    [1, 'trigger', 'simple_edge'],
    [2, 'wire', 'then_edge'],
    [3, 'wire', null],
  ]);
  expect(visitOf(trace, 2).written).toEqual([{ name: 'speeding', value: true }]);
  const [effect] = visitOf(trace, 3).effects;
  expect(effect).toEqual({ id: effect?.id, kind: 'command', unsent: null });
  expect(visitOf(trace, 3).arrived_by).toEqual([{ node_id: 2, branch: 'then_edge' }]);
});

test('a traced step gives the same result as one that is not', () => {
  const plain = new Driver([SPEEDING]);
  const traced = new TracedDriver([SPEEDING]);
  const message = messageAt(NOW, { speed: 90 });
  const { result } = stepTraced(
    traced.state,
    { kind: 'message', message, known: false },
    NOW,
    traced.environment,
  );
  expect(result).toEqual(plain.message(message));
  expect(traced.state).toEqual(plain.state);
});

test('a flow that asks for nothing has not fired', () => {
  const trace = new TracedDriver([SPEEDING]).trace(0, { gear: 3 });
  expect(trace.outcome).toBe('not_fired');
  expect(path(trace).at(-1)).toEqual([2, 'wire', null]);
});

test.each([
  { name: 'a duplicate', ageS: 0, known: true, timeliness: 'duplicate' },
  { name: 'one from the future', ageS: -3600, known: false, timeliness: 'future' },
  { name: 'one of 1970', ageS: NOW / 1000, known: false, timeliness: 'no_time' },
])('$name makes no node run, and the trace says what it is', ({ ageS, known, timeliness }) => {
  const trace = new TracedDriver([SPEEDING]).trace(ageS, { speed: 90 }, known);
  expect(trace).toMatchObject({ timeliness, outcome: 'not_fired', body: { visits: [] } });
});

test('a late record stops where only newer ones go on', () => {
  const driver = new TracedDriver([SPEEDING]);
  driver.record(0, { speed: 10 });
  const trace = driver.trace(3 * 3600, { speed: 90 });
  expect(trace).toMatchObject({ timeliness: 'late', messageTime: NOW - 3 * 3_600_000 });
  expect(visitOf(trace, 2)).toMatchObject({ branch: null, facts: [{ kind: 'history_only' }] });
});

test('a node that fails makes the trace a failed one, with what it failed with', () => {
  const fails: Script = () => {
    throw new Error('a bug');
  };
  const trace = new TracedDriver([scripted()], { it: fails }).trace(0, {});
  expect(trace.outcome).toBe('failed');
  expect(visitOf(trace, 2)).toMatchObject({ fault: 'a bug', branch: null });
});

test('a run that goes on after a delivery shows the wire that it begins at', () => {
  const flow = flowOf({
    nodes: {
      1: ['start', { all: true }],
      2: ['output', { number: 1, value: true }],
      3: ['script', { script: 'it' }],
    },
    edges: [
      [1, 2],
      [2, 3, 'failure_edge'],
    ],
  });
  const outcome = { deliveryId: 'd1', succeeded: false, state: 'expired', reason: null };
  const trace = new TracedDriver([flow]).take({ kind: 'outcome', flowId: 1, nodeId: 2, outcome });
  expect(trace.body.input).toEqual({ kind: 'outcome', node_id: 2, detail: 'd1' });
  expect(visitOf(trace, 3).arrived_by).toEqual([{ node_id: 2, branch: 'failure_edge' }]);
});

/** The script node reads these attributes and explains itself as given. */
function explained(reads: readonly string[], explain: () => never[]): TracedDriver {
  return withExplanation({ reads: () => reads }, { prepareExplain: () => explain });
}

function withExplanation(
  readsOf: Pick<NodeDefinition, 'reads'>,
  explanationOf: Pick<NodeRuntime, 'prepareExplain'>,
): TracedDriver {
  const script: Script = (context) => {
    context.writeAttribute('speed', 0);
    context.emit(setOutput(context.source.id, 1, true));
    return null;
  };
  const catalogue = fakeCatalogue({ it: script });
  const driver = new TracedDriver([]);
  const program = createProgram([scripted(false, 60)], {
    definition(type) {
      const definition = catalogue.definition(type);
      return type === 'script' && definition ? { ...definition, ...readsOf } : definition;
    },
    runtime(type) {
      const runtime = catalogue.runtime(type);
      return type === 'script' && runtime ? { ...runtime, ...explanationOf } : runtime;
    },
  });
  Object.assign(driver.environment, { flows: program.flowsFor(VAN) });
  return driver;
}

test('what came in is shown as it was before the node ran, with its age', () => {
  const driver = explained(['speed', 'gear', 'api_token', 'doors'], () => []);
  driver.record(90, { gear: 3 });
  const trace = driver.trace(0, { speed: 90, api_token: 'abc' });
  expect(visitOf(trace, 2).inputs).toEqual([
    { name: 'speed', value: 90, age_ms: 0, stale: false },
    { name: 'gear', value: null, age_ms: 90_000, stale: true },
    { name: 'api_token', value: '[hidden]', age_ms: 0, stale: false },
    { name: 'doors', value: null, age_ms: null, stale: false },
  ]);
});

const noWords = (): never => {
  throw new Error('no words');
};

test.each([
  { what: 'an explanation', driver: () => explained([], noWords) },
  {
    what: 'the preparation of an explanation',
    driver: () => withExplanation({}, { prepareExplain: noWords }),
  },
  { what: 'telling what a node reads', driver: () => withExplanation({ reads: noWords }, {}) },
])('where $what fails the trace says so, and the node runs', ({ driver }) => {
  const trace = driver().trace(0, {});
  expect(visitOf(trace, 2).facts).toEqual([{ kind: 'unexplained', reason: 'no words' }]);
  expect(trace.outcome).toBe('fired');
});

test('a trace stays small, whatever the message holds and however many nodes run', () => {
  const ids = Array.from({ length: 150 }, (_, index) => index + 2);
  const flow: PublishedFlow = flowOf({
    nodes: {
      1: ['start', { all: true }],
      ...Object.fromEntries(ids.map((id) => [id, ['limit', { name: 'fast', above: 1 }]] as const)),
    },
    edges: ids.map((id) => [1, id] as const),
  });
  const trace = new TracedDriver([flow]).trace(0, { speed: 5, text: 'x'.repeat(100_000) });
  expect(trace.body.visits.length).toBe(100);
  expect(trace.body.visits_left_out).toBe(51);
  expect(JSON.stringify(trace.body).length).toBeLessThan(40_000);
});

test('a source that no flow starts for has no trace', () => {
  const { environment } = new Driver([]);
  const input = { kind: 'message', message: messageAt(NOW, {}), known: false } as const;
  expect(stepTraced(createSource(), input, NOW, environment).traces).toEqual([]);
});
