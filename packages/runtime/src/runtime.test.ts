import { describe, expect, test } from 'vitest';
import type { LiveEvent } from './ports.ts';
import { onlineVan, request } from './testing/online-van.ts';
import { doorFlow, flow, RuntimeDriver } from './testing/runtime-driver.ts';
import { oneNodeFlow } from './testing/timed-flows.ts';

const VAN = 1;
const TRAILER = 2;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe('the path from a message to its proof', () => {
  test('a speeding van switches its buzzer on, and a newer record proves it', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91, output_status: 0 });
    expect(driver.sent.map(({ command }) => command.command)).toEqual([
      { type: 'set_output', output: 1, value: true },
    ]);
    const id = driver.sent[0]?.command.id ?? '';
    expect(driver.store.all.get(id)?.state).toBe('awaiting_reply');
    await driver.reply(VAN, id, 'done');
    expect(driver.store.all.get(id)?.state).toBe('confirming');
    await driver.advance(5 * SECOND);
    await driver.report(VAN, { speed: 92, output_status: 1 });
    expect(driver.store.all.get(id)?.state).toBe('confirmed');
    expect(driver.sent).toHaveLength(1);
    expect(driver.faults).toEqual([]);
  });

  test('a record older than the send proves nothing', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91, output_status: 0, ageMs: 20 * SECOND });
    const id = driver.sent[0]?.command.id ?? '';
    await driver.reply(VAN, id, 'done');
    await driver.report(VAN, { speed: 93, output_status: 1, ageMs: 10 * SECOND });
    expect(driver.store.all.get(id)?.state).toBe('confirming');
  });

  test('a reply without proof ends unconfirmed after three minutes', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91 });
    await driver.reply(VAN, driver.sent[0]?.command.id ?? '', 'done');
    await driver.advance(3 * MINUTE);
    expect(driver.store.inState('unconfirmed')).toHaveLength(1);
  });

  test('a webhook carries the rendered body and ends delivered', async () => {
    const driver = new RuntimeDriver([doorFlow()]);
    await driver.report(TRAILER, { door: true });
    expect(driver.posted.map(({ spec }) => spec.request.body)).toEqual(['{"door":true}']);
    expect(driver.store.inState('delivered')).toHaveLength(1);
  });
});

describe('timeliness', () => {
  test('a late record moves no output', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 50, output_status: 0 });
    await driver.report(VAN, { speed: 140, ageMs: 3 * 60 * MINUTE });
    expect(driver.sent).toEqual([]);
    expect(driver.runtime.stats.messages.late).toBe(1);
  });

  test('a duplicate is acknowledged and nothing else', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91 });
    await driver.report(VAN, { speed: 91 });
    expect(driver.acks).toEqual(['durable', 'durable']);
    expect(driver.store.messages).toHaveLength(1);
    expect(driver.runtime.stats.messages.duplicate).toBe(1);
  });

  test('a late record that the store holds is a duplicate also after a restart', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 40, ageMs: MINUTE });
    await driver.report(VAN, { speed: 50 });
    const next = await driver.restart();
    await next.report(VAN, { speed: 40, ageMs: MINUTE });
    expect(next.runtime.stats.messages).toMatchObject({ duplicate: 1, late: 0 });
  });

  test('records of one packet are taken by time, whatever their order', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 40, output_status: 0 }, { speed: 120, ageMs: 10 * SECOND });
    expect((await driver.runtime.attributes(VAN)).get('speed')?.value).toBe(40);
  });
});

describe('flows', () => {
  test('a new version decides the next message', async () => {
    const driver = await onlineVan();
    await driver.report(VAN, { speed: 91, output_status: 1, ageMs: 5 });
    driver.publish([]);
    await driver.report(VAN, { speed: 91, output_status: 0 });
    expect(driver.sent).toEqual([]);
  });

  test('the wires of an action run when its delivery ended', async () => {
    const chained = flow(3, {
      title: 'Tell that the buzzer is on',
      nodes: [
        { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [VAN] } },
        {
          id: 2,
          type: 'action',
          data: { title: 'On', actions: [{ type: 'set_output', number: 1, value: true }] },
        },
        { id: 3, type: 'webhook', data: { title: 'Tell', url: 'https://example.com/on' } },
        { id: 4, type: 'webhook', data: { title: 'Alarm', url: 'https://example.com/failed' } },
      ],
      edges: [
        { from: 1, to: 2 },
        { from: 2, to: 3, type: 'success_edge' },
        { from: 2, to: 4, type: 'failure_edge' },
      ],
    });
    const driver = await onlineVan([chained]);
    await driver.report(VAN, { output_status: 0 });
    const id = driver.sent[0]?.command.id ?? '';
    await driver.reply(VAN, id, 'rejected', 'wired off');
    expect(driver.posted.map(({ spec }) => spec.request.url)).toEqual(['https://example.com/failed']);
  });

  test('a record of an unknown or blocked source is refused', async () => {
    const driver = await onlineVan();
    driver.sources.delete(VAN);
    await driver.report(VAN, { speed: 91 });
    expect(driver.acks).toEqual(['refused: The source is unknown or blocked']);
    expect(driver.store.messages).toEqual([]);
  });
});

describe('following a delivery', () => {
  test('tells each durable state until it is ended', async () => {
    const driver = await onlineVan();
    const states: string[] = [];
    const end = driver.runtime.follow('buzzer', ({ state }) => states.push(state));
    await driver.request(request('buzzer', true));
    expect(states).toEqual(['sending', 'awaiting_reply']);
    expect(driver.store.all.get('buzzer')?.state).toBe('awaiting_reply');
    end();
    await driver.reply(VAN, 'buzzer', 'done');
    expect(states).toHaveLength(2);
  });
});

test('whoever looks is told which node failed, and its flow went on', async () => {
  const driver = new RuntimeDriver([oneNodeFlow('geofence', { geofence_ids: [7], on: 'inside' })]);
  driver.geofences.get = () => {
    throw new Error('The map is torn');
  };
  const told: LiveEvent[] = [];
  driver.watch((event) => told.push(event));
  await driver.report(VAN, { latitude: 48, longitude: 11 });
  expect(told.filter(({ type }) => type === 'fault')).toEqual([{ type: 'fault', flowId: 1, nodeId: 2 }]);
  expect(driver.acks).toEqual(['durable']);
});
