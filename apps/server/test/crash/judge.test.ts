import { expect, test } from 'vitest';
import type { DeliverySpec, DeliveryState } from '@signalbox/delivery';
import { DEFAULT_RETRY_POLICY } from '@signalbox/flow';
import type { Command } from '@signalbox/flow';
import { type DeviceEvidence, type Evidence, NODE, type StoredDelivery } from './evidence.ts';
import { judge } from './judge.ts';

const NOTHING = { hook: false, want: null, pulse: null } as const;
const RECORDS = [
  { ...NOTHING, n: 1, hook: true },
  { ...NOTHING, n: 2, want: 1 },
  { ...NOTHING, n: 3, pulse: 'once' },
  { ...NOTHING, n: 4, pulse: 'again' },
] as const;
const HOOK = { key: 'k1', deviceId: 'van-1', n: 1, at: 10 };

function stored(id: string, nodeId: number | null, command: Command, state: DeliveryState): StoredDelivery {
  const origin = nodeId === null ? null : { flowId: 1, flowVersion: 1, nodeId, sourceId: 1 };
  const spec: DeliverySpec = {
    kind: 'command',
    id,
    origin,
    targetSourceId: 1,
    command,
    guard: null,
    retry: DEFAULT_RETRY_POLICY,
    createdAt: 0,
    expiresAt: 1,
  };
  return { spec, state };
}

const raw = (command: string, reliable: boolean): Command => ({ type: 'raw', command, reliable });
const LEVEL = stored('level', NODE.on, { type: 'set_output', output: 1, value: true }, 'confirmed');
const ONCE = stored('once', NODE.once, raw('once', false), 'delivered');
const AGAIN = stored('again', NODE.again, raw('again', true), 'delivered');
const CALL = stored('call', null, raw('call 1', false), 'delivered');
const RECEIVED = ['level', 'once', 'again'].map((id) => ({ id, text: null, at: 10 }));

const VAN: DeviceEvidence = {
  deviceId: 'van-1',
  sourceId: 1,
  records: RECORDS,
  received: [...RECEIVED, { id: 'call', text: 'call 1', at: 10 }],
  output: true,
};

/** Everything went as it should. */
const SOUND: Evidence = {
  kills: [{ at: 20, until: 22 }],
  devices: [VAN],
  webhooks: [HOOK],
  apiCalls: [
    { text: 'call 1', accepted: true },
    { text: 'call 2', accepted: false },
  ],
  storedRecords: new Map([[1, [1, 2, 3, 4]]]),
  deliveries: [LEVEL, ONCE, AGAIN, CALL],
};

const device = (change: Partial<DeviceEvidence>): Partial<Evidence> => ({ devices: [{ ...VAN, ...change }] });
const receivedToo = (id: string, at: number, text: string | null = null) =>
  device({ received: [...VAN.received, { id, text, at }] });

test.each<[string, Partial<Evidence>]>([
  ['everything went well', {}],
  ['a webhook in flight at a kill came again', { webhooks: [HOOK, { ...HOOK, at: 30 }] }],
  ['a level command in flight at a kill came again', receivedToo('level', 30)],
  ['a reliable pulse in flight at a kill came again', receivedToo('again', 30)],
  [
    'a pulse is not known to have arrived',
    { deliveries: [LEVEL, { ...ONCE, state: 'unknown' }, AGAIN, CALL] },
  ],
])('there is no fault when %s', (_, change) => {
  expect(judge({ ...SOUND, ...change }).faults).toEqual([]);
});

test.each<[string, Partial<Evidence>]>([
  ['record 4 is lost', { storedRecords: new Map([[1, [1, 2, 3]]]) }],
  ['a record is stored twice', { storedRecords: new Map([[1, [1, 2, 3, 4, 4]]]) }],
  ['webhook van-1 1 is lost', { webhooks: [] }],
  ['nobody asked for webhook van-1 2', { webhooks: [HOOK, { ...HOOK, n: 2 }] }],
  ['webhook van-1 1 has two keys', { webhooks: [HOOK, { ...HOOK, key: 'k2', at: 30 }] }],
  ['webhook van-1 1 was repeated', { webhooks: [HOOK, { ...HOOK, at: 15 }] }],
  ['level level was repeated', receivedToo('level', 15)],
  ['level level ended exhausted', { deliveries: [{ ...LEVEL, state: 'exhausted' }, ONCE, AGAIN, CALL] }],
  ['1 × level asked for, 0 made', { deliveries: [ONCE, AGAIN, CALL] }],
  ['output 1 is not as record 2 wants it', device({ output: false })],
  ['pulse once (once) was sent twice', receivedToo('once', 30)],
  ['pulse once (once) ended queued', { deliveries: [LEVEL, { ...ONCE, state: 'queued' }, AGAIN, CALL] }],
  ['pulse again (again) ended unknown', { deliveries: [LEVEL, ONCE, { ...AGAIN, state: 'unknown' }, CALL] }],
  ['pulse again (again) was repeated', receivedToo('again', 15)],
  ['pulse once (once) is lost', device({ received: VAN.received.filter(({ id }) => id !== 'once') })],
  ['1 × once asked for, 2 made', { deliveries: [LEVEL, ONCE, ONCE, AGAIN, CALL] }],
  ['call 1 was accepted and is lost', { deliveries: [LEVEL, ONCE, AGAIN] }],
  ['call 1 is delivered and never arrived', device({ received: RECEIVED })],
  ['call 1 was sent twice', receivedToo('another', 30, 'call 1')],
])('it is a fault that %s', (fault, change) => {
  expect(judge({ ...SOUND, ...change }).faults.join('\n')).toContain(fault);
});
