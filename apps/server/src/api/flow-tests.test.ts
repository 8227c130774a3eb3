import type { FlowTestRequest, FlowTestResult } from '@signalbox/api';
import type { FlowEdge, FlowNode, JsonValue } from '@signalbox/flow';
import { FakeClock } from '@signalbox/runtime/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOON, OWNER_KEY, startTestServer, type TestServer } from '../testing/test-server.ts';

const SECOND = 1000;

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

const SWITCH_ON: FlowNode = {
  id: 3,
  type: 'action',
  data: { title: 'On', actions: [{ type: 'set_output', number: 1, value: true }] },
};
const HOOK: FlowNode = {
  id: 3,
  type: 'webhook',
  data: {
    title: 'Tell',
    url: 'https://hooks.example/in?key={{secret.hook_key}}',
    body: '{"speed": {{speed}}, "token": "{{secret.hook_key}}"}',
  },
};

interface Speeding {
  readonly limit?: number;
  readonly action?: FlowNode;
  readonly condition?: Readonly<Record<string, JsonValue>>;
}

function speeding(sourceId: number, { limit = 80, action = SWITCH_ON, condition }: Speeding = {}) {
  const edges: FlowEdge[] = [
    { from: 1, to: 2, type: 'simple_edge' },
    { from: 2, to: 3, type: 'then_edge' },
  ];
  return {
    title: 'Speeding',
    enabled: true,
    nodes: [
      { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [sourceId] } },
      {
        id: 2,
        type: 'logic',
        data: { title: 'Fast', name: 'fast', condition: `speed > ${limit}`, ...condition },
      },
      action,
    ],
    edges,
  };
}

async function van(deviceId = 'van-1') {
  const { id, source } = await server.owner.createDevice({
    body: { label: deviceId, device_id: deviceId, model: 'ngp_generic' },
  });
  return { id, sourceId: source.id };
}

/** A record every ten seconds. */
async function drive({ sourceId }: { readonly sourceId: number }, speeds: readonly number[]): Promise<void> {
  for (const speed of speeds) {
    server.clock.advance(10 * SECOND);
    await server.report(sourceId, { speed });
  }
}

/** A flow that was never published, and a test of a draft of it. */
async function testOf(
  request: Partial<FlowTestRequest> & Pick<FlowTestRequest, 'tracker_id' | 'document'>,
): Promise<FlowTestResult> {
  const { id } = await server.owner.createFlow({ body: { title: 'Empty', nodes: [], edges: [] } });
  return server.owner.testFlow({ params: { id }, body: { messages: { from: 'last' }, ...request } });
}

function figuresOf({ nodes }: FlowTestResult, nodeId: number) {
  return nodes.find(({ node_id: id }) => id === nodeId);
}

describe('a test', () => {
  test('says of every node how often it ran and which way it went', async () => {
    const device = await van();
    await drive(device, [50, 90, 95, 60, 91]);
    const result = await testOf({ tracker_id: device.id, document: speeding(device.sourceId) });
    expect(result.records).toMatchObject({ counted: 5, run_in: 0, timeliness: { live: 5 } });
    expect(figuresOf(result, 1)).toMatchObject({ in: 5, out: { simple_edge: 5 } });
    expect(figuresOf(result, 2)).toMatchObject({ in: 5 });
    expect(figuresOf(result, 2)?.out['then_edge']).toBeGreaterThan(0);
    expect(figuresOf(result, 3)?.in).toBe(figuresOf(result, 2)?.out['then_edge']);
  });

  test('names each action with its time and the step that says why', async () => {
    const device = await van();
    await drive(device, [50, 90]);
    const result = await testOf({ tracker_id: device.id, document: speeding(device.sourceId) });
    expect(result.actions).toMatchObject([
      {
        kind: 'command',
        summary: 'output 1 on',
        tracker_id: device.id,
        node_id: 3,
        at: new Date(NOON + 20 * SECOND).toISOString(),
      },
    ]);
    const step = result.steps.find(({ step: ordinal }) => ordinal === result.actions[0]?.step);
    const [fact] = step?.visits.find((visit) => visit.node_id === 2)?.facts ?? [];
    expect(fact).toMatchObject({ kind: 'formula', truth: true, tree: { text: 'speed > 80' } });
  });

  test('sends nothing, keeps nothing, and shows no secret', async () => {
    await server.owner.putSecret({ params: { name: 'hook_key' }, body: { value: 'do-not-show' } });
    const device = await van();
    await drive(device, [50, 90]);
    const before = await server.owner.getDevice({ params: { id: device.id } });
    const { id } = await server.owner.createFlow({ body: { title: 'Empty', nodes: [], edges: [] } });
    const audited = (await server.owner.listAudit({ query: {} })).list;
    expect(audited).not.toEqual([]);
    const result = await server.owner.testFlow({
      params: { id },
      body: {
        tracker_id: device.id,
        document: speeding(device.sourceId, { action: HOOK }),
        messages: { from: 'last' },
      },
    });
    expect(result.action_count).toBe(1);
    expect(result.action_kinds).toEqual([{ summary: 'POST https://hooks.example/in', count: 1 }]);
    expect(result.actions[0]).toMatchObject({ kind: 'webhook', summary: 'POST https://hooks.example/in' });
    expect(JSON.stringify(result)).not.toContain('do-not-show');
    expect([server.posted, server.sent]).toEqual([[], []]);
    expect((await server.owner.listDeliveries()).list).toEqual([]);
    expect((await server.owner.listTraces({ query: {} })).list).toEqual([]);
    expect(await server.owner.getDevice({ params: { id: device.id } })).toEqual(before);
    expect((await server.owner.listAudit({ query: {} })).list).toEqual(audited);
  });

  test('knows from the messages before what was before', async () => {
    const device = await van();
    await drive(device, [90, 95, 96]);
    const document = speeding(device.sourceId, { condition: { mode: 'on_change' } });
    const messages: FlowTestRequest['messages'] = { from: 'last', count: 1 };
    const factsWith = async (runIn: number) => {
      const asked = { tracker_id: device.id, document, messages, run_in: runIn };
      const { records, steps } = await testOf(asked);
      expect(records).toMatchObject({ counted: 1, run_in: Math.min(runIn, 2) });
      const facts = steps.at(-1)?.visits.find(({ node_id: id }) => id === 2)?.facts ?? [];
      return facts.map(({ kind }) => kind);
    };
    expect(await factsWith(100)).toContain('unchanged');
    expect(await factsWith(0)).toContain('baseline');
  });

  test('runs pasted records, in the order of their times', async () => {
    const device = await van();
    const record = (second: number, speed: number) => ({
      message_time: new Date(NOON + second * SECOND).toISOString(),
      speed,
    });
    const result = await testOf({
      tracker_id: device.id,
      document: speeding(device.sourceId),
      messages: { from: 'pasted', records: [record(10, 90), record(0, 50)] },
    });
    expect(result.records).toMatchObject({ counted: 2, timeliness: { live: 2 } });
    expect(result.actions.map(({ at }) => at)).toEqual([new Date(NOON + 10 * SECOND).toISOString()]);
  });

  test('says of pasted records that cannot be read which and why', async () => {
    const device = await van();
    const records = [{ speed: 1 }, { message_time: 'yesterday' }, { message_time: '2026-06-01T12:00:00Z' }];
    const refused = testOf({
      tracker_id: device.id,
      document: speeding(device.sourceId),
      messages: { from: 'pasted', records },
    });
    await expect(refused).rejects.toMatchObject({
      problem: {
        code: 'invalid_input',
        errors: [
          { path: 'body.messages.records[0]', message: 'neither message_time nor server_time' },
          { path: 'body.messages.records[1]', message: expect.stringContaining('yesterday') },
        ],
      },
    });
  });

  test('names a pasted record that is larger than any may be, however it is nested, and one that is none', async () => {
    const device = await van();
    const document = speeding(device.sourceId);
    const message_time = new Date(NOON).toISOString();
    const { id } = await server.owner.createFlow({ body: { title: 'Empty', nodes: [], edges: [] } });
    const refusal = async (records: string) => {
      const body = JSON.stringify({ document, tracker_id: device.id, messages: { from: 'pasted' } });
      const payload = body.replace('"pasted"', (from) => `${from},"records":${records}`);
      const headers = { 'content-type': 'application/json' };
      const asked = { method: 'POST', url: `/api/flows/${id}/test`, headers, payload } as const;
      return (await server.request(asked, OWNER_KEY)).json().errors;
    };
    const deep = `[{"message_time":"${message_time}","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`;
    const tooLarge = [{ path: 'body.messages.records[0]', message: 'larger than any record may be' }];
    expect(await refusal(deep)).toEqual(tooLarge);
    const wide = JSON.stringify([{ message_time, a: Array.from({ length: 100_000 }, () => []) }]);
    expect(await refusal(wide)).toEqual(tooLarge);
    expect(await refusal('[[]]')).toEqual([
      { path: 'body.messages.records.0', message: 'must be a record: a JSON object' },
    ]);
  });

  test('takes the messages of a range, and time ends with it', async () => {
    const device = await van();
    await drive(device, [50, 90, 50, 90]);
    const at = (second: number) => new Date(NOON + second * SECOND).toISOString();
    const result = await testOf({
      tracker_id: device.id,
      document: speeding(device.sourceId),
      messages: { from: 'range', start: at(20), end: at(35) },
    });
    expect(result).toMatchObject({
      records: { counted: 2, run_in: 1, first: at(20), last: at(30), has_older: false },
      until: at(35),
    });
  });

  test('of a flow with errors is refused with the problems and their nodes', async () => {
    const device = await van();
    const document = speeding(device.sourceId, { condition: { condition: 'speed >' } });
    await expect(testOf({ tracker_id: device.id, document })).rejects.toMatchObject({
      problem: { code: 'flow_invalid', problems: [expect.objectContaining({ node_ids: [2] })] },
    });
  });

  test('of a flow that chooses other devices runs as though it chose this one, and says so', async () => {
    const device = await van();
    const other = await van('van-2');
    await drive(device, [50, 90]);
    const document = speeding(other.sourceId);
    const result = await testOf({ tracker_id: device.id, document });
    expect(result).toMatchObject({ chooses_device: false, action_count: 1 });
  });

  test('counts apart what the device was asked already', async () => {
    const device = await van();
    await drive(device, [50, 90, 50, 90]);
    const once = await testOf({ tracker_id: device.id, document: speeding(device.sourceId) });
    expect([once.action_count, once.unsent.not_needed]).toEqual([1, 1]);
  });
});

describe('beside the published version', () => {
  async function compared(limit: number, action: FlowNode = SWITCH_ON) {
    const device = await van();
    const { id } = await server.owner.createFlow({ body: speeding(device.sourceId, { limit: 80 }) });
    await server.owner.publishFlow({ params: { id } });
    await server.owner.switchFlow({ params: { id }, body: { enabled: false } });
    await drive(device, [50, 85, 95, 50]);
    const document = speeding(device.sourceId, { limit, action });
    const body = { tracker_id: device.id, document, messages: { from: 'last' } } as const;
    return (await server.owner.testFlow({ params: { id }, body })).comparison;
  }

  test('the same drawing does the same', async () => {
    expect(await compared(80)).toMatchObject({ version: 1, same: 1, added: [], removed: [], moved: [] });
  });

  test('a higher limit moves the action', async () => {
    const at = (second: number) => new Date(NOON + second * SECOND).toISOString();
    expect(await compared(90)).toMatchObject({
      same: 0,
      moved: [{ before: { at: at(20) }, after: { at: at(30) } }],
    });
  });

  test('another action is added, and the old one removed', async () => {
    const action = {
      ...SWITCH_ON,
      data: { ...SWITCH_ON.data, actions: [{ type: 'set_output', number: 2, value: true }] },
    };
    expect(await compared(80, action)).toMatchObject({
      added: [{ summary: 'output 2 on' }],
      removed: [{ summary: 'output 1 on' }],
    });
  });
});

/** A millisecond passes with every look at it; others have their turn as they do in a real process. */
class RunningClock extends FakeClock {
  #passed = 0;
  turns = 0;

  override now(): number {
    this.#passed += 1;
    return super.now() + this.#passed;
  }

  override soon(callback: () => void): void {
    this.turns += 1;
    setImmediate(callback);
  }
}

describe('while a long test runs', () => {
  let clock: RunningClock;
  beforeEach(async () => {
    await server.stop();
    clock = new RunningClock(NOON);
    server = await startTestServer({ clock });
  });

  async function longTest() {
    const device = await van();
    const { id } = await server.owner.createFlow({ body: { title: 'Empty', nodes: [], edges: [] } });
    const records = Array.from({ length: 1000 }, (_, index) => ({
      message_time: new Date(NOON + index * SECOND).toISOString(),
      speed: index % 100,
    }));
    const messages = { from: 'pasted', records };
    const payload = { document: speeding(device.sourceId), tracker_id: device.id, messages };
    return { device, request: { method: 'POST', url: `/api/flows/${id}/test`, payload } as const };
  }

  /** Resolves when the test has had so many slices. */
  async function slices(count: number): Promise<void> {
    const wanted = clock.turns + count;
    const until = performance.now() + 20_000;
    while (clock.turns < wanted) {
      if (performance.now() > until) throw new Error('The test is not worked on in slices.');
      await new Promise(setImmediate);
    }
  }

  test('messages of devices are taken in', async () => {
    const { device, request } = await longTest();
    let isTested = false;
    const tested = server.request(request, OWNER_KEY).then(({ statusCode }) => {
      isTested = true;
      return statusCode;
    });
    await slices(3);
    expect([await server.report(device.sourceId, { speed: 1 }), isTested]).toEqual([null, false]);
    expect(await tested).toBe(200);
  });

  test('it is given up when nobody waits for it any more', async () => {
    const { request } = await longTest();
    const address = await server.app.listen({ port: 0 });
    const caller = new AbortController();
    const gone = fetch(new URL(request.url, address), {
      method: request.method,
      headers: { authorization: `Bearer ${OWNER_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify(request.payload),
      signal: caller.signal,
    });
    await slices(3);
    caller.abort();
    await expect(gone).rejects.toThrow('aborted');
    const problems = async () => (await server.request({ url: '/metrics' }, OWNER_KEY)).body;
    await expect.poll(problems).toContain('signalbox_api_problems_total{code="caller_gone"} 1');
  });
});
