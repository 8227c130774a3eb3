import type { TraceDetail, TraceItem } from '@signalbox/api';
import type { FlowNode, JsonValue } from '@signalbox/flow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOON, startTestServer, type TestServer } from '../testing/test-server.ts';

const FLUSH_MS = 500;
const MINUTE = 60_000;

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

const SWITCH_ON = {
  type: 'action',
  data: { title: 'On', actions: [{ type: 'set_output', number: 1, value: true }] },
};

interface Van {
  readonly id: number;
  readonly sourceId: number;
  readonly flowId: number;
}

/** A van in a flow with one condition. */
async function vanWith(
  condition: Readonly<Record<string, JsonValue>>,
  then: Omit<FlowNode, 'id'> = SWITCH_ON,
) {
  const body = { label: 'Van 1', device_id: 'van-1', model: 'ngp_generic' };
  const { id, source } = await server.owner.createDevice({ body });
  const flow = await server.owner.createFlow({
    body: {
      title: 'Speeding',
      enabled: true,
      nodes: [
        { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [source.id] } },
        {
          id: 2,
          type: 'logic',
          data: { title: 'Fast', name: 'fast', condition: 'speed > 80', ...condition },
        },
        { id: 3, ...then },
      ],
      edges: [
        { from: 1, to: 2 },
        { from: 2, to: 3, type: 'then_edge' },
      ],
    },
  });
  await server.owner.publishFlow({ params: { id: flow.id } });
  return { id, sourceId: source.id, flowId: flow.id };
}

/** A record, and time enough for its trace to be written. */
async function report(
  { sourceId }: Van,
  attributes: Readonly<Record<string, JsonValue>>,
  ageMs = 0,
): Promise<void> {
  await server.report(sourceId, attributes, ageMs);
  server.clock.advance(FLUSH_MS);
  await new Promise((resolve) => setImmediate(resolve));
}

async function list(query: object = {}): Promise<readonly TraceItem[]> {
  return (await server.owner.listTraces({ query })).list;
}

async function newest(query: object = {}): Promise<TraceDetail> {
  const [item] = await list(query);
  if (item === undefined) throw new Error('There is no trace.');
  return server.owner.getTrace({ params: { id: item.id } });
}

function factsOf(trace: TraceDetail, nodeId: number): unknown {
  return trace.visits.find((visit) => visit.node_id === nodeId)?.facts;
}

describe('a trace', () => {
  test('of what fired leads to the deliveries, and they lead to it', async () => {
    const van = await vanWith({});
    await report(van, { speed: 91 });
    const trace = await newest({ outcome: 'fired' });
    const [delivery] = (await server.owner.listDeliveries()).list;
    expect(trace.visits.at(-1)?.effects).toEqual([{ id: delivery?.id, kind: 'command', unsent: null }]);
    const shown = await server.owner.getDelivery({ params: { id: delivery?.id ?? '' } });
    expect(shown.trace_id).toBe(trace.id);
    expect(trace).toMatchObject({ tracker_id: van.id, flow_id: van.flowId, flow_version: 1, turned: true });
  });

  test('is found by a node that ran in it, for one device in one flow', async () => {
    const van = await vanWith({});
    await report(van, { speed: 91 });
    await report(van, { speed: 40 });
    const of = { flow_id: van.flowId, tracker_id: van.id };
    const ran = await list({ ...of, node_id: 3 });
    expect(ran.map(({ outcome }) => outcome)).toEqual(['fired']);
    expect(await list({ ...of, node_id: 2 })).toHaveLength(2);
    await expect(list({ flow_id: van.flowId, node_id: 3 })).rejects.toMatchObject({
      problem: { code: 'invalid_input' },
    });
  });

  test('says that a wish was not sent because it was asked for already', async () => {
    const van = await vanWith({});
    await report(van, { speed: 91 });
    await report(van, { speed: 92 });
    expect((await newest()).visits.at(-1)?.effects).toMatchObject([{ unsent: 'not_needed' }]);
  });

  test('says how long a condition has held, and how long it must', async () => {
    const van = await vanWith({ hold_for_s: 30 });
    await report(van, { speed: 91 });
    server.clock.advance(12_000 - FLUSH_MS);
    await report(van, { speed: 92 });
    expect(factsOf(await newest(), 2)).toMatchObject([
      {
        kind: 'formula',
        truth: true,
        tree: { text: 'speed > 80', children: [{ value: 92 }, { value: 80 }] },
      },
      { kind: 'holding', result: true, for_ms: 12_000, of_ms: 30_000 },
    ]);
  });

  test('names what has no value', async () => {
    const van = await vanWith({ condition: 'speed > 80 && gear > 2' });
    await report(van, { speed: 91 });
    const trace = await newest();
    expect(factsOf(trace, 2)).toMatchObject([{ kind: 'formula', truth: null, missing: ['gear'] }]);
    expect(trace.visits[1]?.inputs).toContainEqual({ name: 'gear', value: null, age_ms: null, stale: false });
  });

  test('of a late record says how late it is, and where it stopped', async () => {
    const van = await vanWith({});
    await report(van, { speed: 10 });
    await report(van, { speed: 99 }, 182 * MINUTE);
    const trace = await newest();
    expect(trace).toMatchObject({ timeliness: 'late', age_ms: 182 * MINUTE, outcome: 'not_fired' });
    expect(factsOf(trace, 2)).toEqual([{ kind: 'history_only' }]);
  });

  test('shows no value of a header, nor of an attribute that is named like a credential', async () => {
    const headers = [{ key: 'Authorization', value: 'Bearer hush-hush' }];
    const data = { title: 'Tell', url: 'https://example.com/?key={{api_token}}', headers };
    const van = await vanWith({ condition: "api_token == 'abc-def'" }, { type: 'webhook', data });
    await report(van, { api_token: 'abc-def' });
    const { visits } = await newest({ outcome: 'fired' });
    expect(visits.at(-1)?.inputs).toEqual([
      { name: 'api_token', value: '[hidden]', age_ms: 0, stale: false },
    ]);
    expect(JSON.stringify(visits)).not.toContain('hush-hush');
  });
});

describe('traces', () => {
  test('answer why nothing happened at a moment', async () => {
    const van = await vanWith({});
    await report(van, { speed: 50 });
    server.clock.advance(41 * MINUTE);
    await report(van, { gear: 3 });
    server.clock.advance(20 * MINUTE);
    await report(van, { speed: 91 });
    const at = new Date(NOON + 45 * MINUTE).toISOString();
    const found = await list({ flow_id: van.flowId, tracker_id: van.id, at, limit: 2 });
    expect(found.map(({ at: when, outcome }) => [when.slice(11, 16), outcome])).toEqual([
      ['13:01', 'fired'],
      ['12:41', 'not_fired'],
    ]);
    expect(await list({ flow_id: van.flowId, at, limit: 1 })).toMatchObject([{ outcome: 'not_fired' }]);
  });

  test('are found by flow, device, outcome and time, a page at a time', async () => {
    const van = await vanWith({});
    for (const speed of [50, 91, 51]) {
      await report(van, { speed });
      server.clock.advance(MINUTE);
    }
    expect((await list({ source_id: van.sourceId })).map(({ outcome }) => outcome)).toEqual([
      'not_fired',
      'fired',
      'not_fired',
    ]);
    expect(await list({ outcome: 'fired', tracker_id: van.id })).toHaveLength(1);
    expect(await list({ flow_id: 999 })).toEqual([]);
    expect(await list({ tracker_id: van.id, source_id: 999 })).toEqual([]);
    expect(await list({ from: new Date(NOON + MINUTE).toISOString() })).toHaveLength(2);
    const first = await server.owner.listTraces({ query: { limit: 2 } });
    const second = await server.owner.listTraces({ query: { limit: 2, cursor: first.next_cursor ?? '' } });
    expect([first.list.length, second.list.length, second.next_cursor]).toEqual([2, 1, null]);
  });

  test('of a deleted device, or of a deleted flow, are gone', async () => {
    const van = await vanWith({});
    await report(van, { speed: 91 });
    await server.owner.deleteFlow({ params: { id: van.flowId } });
    expect(await list()).toEqual([]);
  });

  test('of a watched device are all kept, and the audit log says who watches', async () => {
    const van = await vanWith({});
    await report(van, { speed: 50 });
    const { until } = await server.owner.watchDevice({ params: { id: van.id } });
    expect(Date.parse(until)).toBe(server.clock.now() + 10 * MINUTE);
    for (const speed of [51, 52, 53]) await server.report(van.sourceId, { speed });
    await report(van, { speed: 54 });
    expect(await list()).toHaveLength(5);
    const { list: audit } = server.storage.audit.list({ limit: 1 });
    expect(audit).toMatchObject([{ action: 'device.watched', target: `device ${van.id}` }]);
  });

  test.each([{ at: 'noon' }, { outcome: 'perhaps' }, { from: '12:00' }, { cursor: 'x' }])(
    'are not listed by %j',
    async (query) => {
      const key = server.keyWith('devices_read', 'flows_read');
      const response = await server.request({ url: '/api/traces', query }, key);
      expect(response.statusCode).toBe(400);
    },
  );

  test('that do not exist are not found', async () => {
    await expect(server.owner.getTrace({ params: { id: 9 } })).rejects.toMatchObject({
      problem: { status: 404 },
    });
  });
});
