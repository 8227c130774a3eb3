import { RIGHTS, type LiveEventPayload } from '@signalbox/api';
import type { Delivery, DeliveryState } from '@signalbox/delivery';
import { DEFAULT_RETRY_POLICY } from '@signalbox/flow';
import { describe, expect, test } from 'vitest';
import { FakeClock } from '@signalbox/runtime/testing';
import { createDescriber } from './describe.ts';
import { LiveHub } from './live-hub.ts';

const rights = new Set(RIGHTS);

/** A hub with one reader; the tracker of a source has the source's number. */
function hubWithReader(filter: { flowId?: number; trackerId?: number } = {}) {
  const clock = new FakeClock(0);
  const hub = new LiveHub(clock, createDescriber({ of: (id) => [id], ownerOf: (id) => id }));
  const heard: LiveEventPayload[] = [];
  const stop = hub.subscribe({ ...filter, rights }, (event) => heard.push(event));
  return { clock, hub, heard, stop };
}

/** A webhook of flow 1 for source 7. */
function delivery(id: string, state: DeliveryState = 'queued'): Delivery {
  const request = {
    method: 'POST',
    url: 'https://example.com/',
    headers: [],
    body: null,
    timeoutMs: 1,
  } as const;
  const origin = { flowId: 1, flowVersion: 1, nodeId: 2, sourceId: 7 };
  const times = { createdAt: 0, expiresAt: 1 };
  return {
    spec: { id, kind: 'webhook', origin, retry: DEFAULT_RETRY_POLICY, ...times, request },
    state,
    snapshot: null,
    attempts: 0,
    reason: null,
    timers: {},
    sentAt: null,
    updatedAt: 0,
  };
}

const visit = (flowId: number, nodeId: number) => ({ type: 'visit', flowId, nodeId, branch: null }) as const;

function message(sourceId: number, speed: number) {
  const record = { messageTime: 0, serverTime: 0, attributes: { speed }, hash: 0 };
  return { type: 'message', sourceId, timeliness: 'live', message: record } as const;
}

/** One event of each kind and more, until the hub has told them all. */
function tellAll(hub: LiveHub, clock: FakeClock): void {
  hub.emit(visit(1, 2));
  hub.emit(visit(2, 2));
  hub.emit(message(7, 1));
  hub.emit(message(8, 1));
  hub.emit({ type: 'delivery', delivery: delivery('d') });
  clock.advance(250);
}

describe('the live hub', () => {
  test('tells visits as counts, four times a second', () => {
    const { clock, hub, heard } = hubWithReader();
    for (let count = 0; count < 1000; count += 1) hub.emit(visit(1, 2));
    hub.emit(visit(1, 3));
    expect(heard).toEqual([]);

    clock.advance(250);

    expect(heard).toEqual([{ type: 'visits', flow_id: 1, nodes: { 2: 1000, 3: 1 } }]);
    clock.advance(250);
    expect(heard).toHaveLength(1);
  });

  test('tells which nodes failed with the visits of their flow, once', () => {
    const { clock, hub, heard } = hubWithReader();
    hub.emit(visit(1, 2));
    hub.emit({ type: 'fault', flowId: 1, nodeId: 2 });
    hub.emit(visit(2, 2));
    clock.advance(250);
    expect(heard).toEqual([
      { type: 'visits', flow_id: 1, nodes: { 2: 1 }, faults: { 2: 1 } },
      { type: 'visits', flow_id: 2, nodes: { 2: 1 } },
    ]);
    hub.emit(visit(1, 2));
    clock.advance(250);
    expect(heard.at(-1)).toEqual({ type: 'visits', flow_id: 1, nodes: { 2: 1 } });
  });

  test('tells the latest message of each source', () => {
    const { clock, hub, heard } = hubWithReader();
    hub.emit(message(7, 10));
    hub.emit(message(7, 20));
    hub.emit(message(8, 30));
    clock.advance(250);
    expect(heard).toMatchObject([{ attributes: { speed: 20 } }, { attributes: { speed: 30 } }]);
  });

  test.each([
    [{}, 1],
    [{ flowId: 1 }, 1],
    [{ trackerId: 7 }, 1],
    [{ flowId: 2 }, 0],
    [{ trackerId: 8 }, 0],
  ])('tells a reader with the filter %j at once that a flow is paused: %d events', (filter, count) => {
    const { hub, heard } = hubWithReader(filter);
    hub.emit({ type: 'flow_paused', flowId: 1, sourceId: 7, paused: true });
    const event = { type: 'flow_paused', flow_id: 1, source_id: 7, tracker_ids: [7], paused: true };
    expect(heard).toEqual(Array.from({ length: count }, () => event));
  });

  test('tells links at once', () => {
    const { hub, heard } = hubWithReader();
    hub.emit({ type: 'link', sourceId: 7, online: true });
    expect(heard).toMatchObject([{ type: 'link', online: true }]);
  });

  test('tells a few deliveries at once and of a flood the latest state of each, in order', () => {
    const { clock, hub, heard } = hubWithReader();
    for (let index = 0; index < 200; index += 1)
      hub.emit({ type: 'delivery', delivery: delivery(`d${index}`) });
    expect(heard).toHaveLength(100);
    hub.emit({ type: 'delivery', delivery: delivery('d199', 'sending') });

    clock.advance(250);

    expect(heard).toHaveLength(200);
    expect(heard.at(-1)).toMatchObject({ delivery: { id: 'd199', state: 'sending' } });
  });

  test('spares the runtime its events while nobody looks', () => {
    const { hub, heard, stop, clock } = hubWithReader();
    expect(hub.watched).toBe(true);
    hub.emit(visit(1, 2));
    stop();
    expect(hub.watched).toBe(false);
    hub.emit(visit(1, 2));
    clock.advance(1000);
    expect(heard).toEqual([]);
  });

  test.each([
    [{}, ['delivery', 'visits', 'visits', 'message', 'message']],
    [{ flowId: 1 }, ['delivery', 'visits']],
    [{ flowId: 2 }, ['visits']],
    [{ trackerId: 7 }, ['delivery', 'message']],
    [{ trackerId: 8 }, ['message']],
    [{ flowId: 1, trackerId: 8 }, ['visits', 'message']],
  ])('tells a reader of %j only what belongs to it', (filter, types) => {
    const { clock, hub, heard } = hubWithReader(filter);
    tellAll(hub, clock);
    expect(heard.map(({ type }) => type)).toEqual(types);
  });

  test('tells nobody what they may not read', () => {
    const { clock, hub } = hubWithReader();
    const heard: string[] = [];
    hub.subscribe({ rights: new Set(['flows_read']) }, ({ type }) => heard.push(type));
    tellAll(hub, clock);
    expect(new Set(heard)).toEqual(new Set(['visits']));
  });
});
