import { describe, expect, test } from 'vitest';
import type { AnyStateNode } from 'xstate';
import type { DeliverySpec, DeliveryState } from './contract.ts';
import { DELIVERY_STATES } from './contract.ts';
import { advance, isEnd } from './delivery.ts';
import { deliveryMachine } from './machine.ts';
import {
  after,
  EVENT_NAMES,
  EVENTS,
  FORGETS,
  LEVEL,
  OPEN_STATES,
  RECOGNISES,
  RELIABLE_PULSE,
  RETRY,
  UNRELIABLE_PULSE,
  WAYS,
  WEBHOOK,
} from './testing/specimens.ts';
import type { EventName, OpenState } from './testing/specimens.ts';

type Row = Partial<Record<EventName, DeliveryState>>;
/** Where each event leads; an event that is not listed changes nothing. */
type Table = Partial<Record<OpenState, Row>>;

const ANYWHERE: Row = { cancelled: 'cancelled', superseded: 'superseded' };
const PENDING: Row = { ...ANYWHERE, ttl_due: 'expired', failed_for_good: 'rejected' };
const UNDER_WAY: Row = { cancelled: 'cancelled', ttl_due: 'expired' };
const OFFER: Row = { offered: 'sending', offered_too_late: 'expired', held: 'guarded' };
const COMMAND_OFFER: Row = {
  ...OFFER,
  offered_offline: 'waiting_for_device',
  offered_shut: 'guarded',
  offered_no_value: 'guarded',
};
const WAITING_OFFER: Row = { ...OFFER, offered_shut: 'guarded', offered_no_value: 'guarded' };
const GUARDED_OFFER: Row = { ...OFFER, offered_offline: 'waiting_for_device', released: 'queued' };
const ANY_OFFER: Row = {
  ...OFFER,
  offered_offline: 'sending',
  offered_shut: 'sending',
  offered_no_value: 'sending',
};
const FAILURES: Row = {
  failed: 'backing_off',
  failed_for_good: 'rejected',
  failed_unattempted: 'backing_off',
};
const LEVEL_REPLIES: Row = {
  done: 'confirming',
  already: 'confirming',
  deferred: 'confirming',
  unclear: 'confirming',
  refused: 'rejected',
};
const PULSE_REPLIES: Row = {
  done: 'delivered',
  already: 'delivered',
  deferred: 'delivered',
  unclear: 'delivered',
  refused: 'rejected',
};
const UNKNOWN: Row = { disconnected: 'unknown', resumed: 'unknown' };
const AGAIN: Row = { disconnected: 'waiting_for_device', resumed: 'queued' };

const LEVEL_TABLE: Table = {
  queued: { ...PENDING, ...COMMAND_OFFER },
  waiting_for_device: { ...PENDING, ...WAITING_OFFER },
  guarded: { ...PENDING, ...GUARDED_OFFER },
  sending: { ...UNDER_WAY, ...FAILURES, ...LEVEL_REPLIES, ...AGAIN, sent: 'awaiting_reply' },
  awaiting_reply: {
    ...PENDING,
    ...LEVEL_REPLIES,
    ...AGAIN,
    as_wanted: 'confirmed',
    reply_due: 'backing_off',
  },
  confirming: {
    ...ANYWHERE,
    refused: 'rejected',
    as_wanted: 'confirmed',
    proof_due: 'unconfirmed',
  },
  backing_off: { ...PENDING, ...LEVEL_REPLIES, retry_due: 'queued' },
};

function pulseTable(afterBreak: Row, unanswered: Row, failures: Row): Table {
  return {
    queued: { ...PENDING, ...COMMAND_OFFER },
    waiting_for_device: { ...PENDING, ...WAITING_OFFER },
    guarded: { ...PENDING, ...GUARDED_OFFER },
    sending: { ...UNDER_WAY, ...failures, ...PULSE_REPLIES, ...afterBreak, sent: 'awaiting_reply' },
    awaiting_reply: { ...PENDING, ...PULSE_REPLIES, ...afterBreak, ...unanswered },
  };
}

const PULSE_BACKING_OFF: Row = { ...PENDING, ...PULSE_REPLIES, retry_due: 'queued' };

const WEBHOOK_TABLE: Table = {
  queued: { ...PENDING, ...ANY_OFFER },
  guarded: { ...PENDING, ...ANY_OFFER, released: 'queued' },
  sending: { ...UNDER_WAY, ...FAILURES, answered: 'delivered', resumed: 'queued' },
  backing_off: { ...PENDING, retry_due: 'queued' },
};

const ONCE = { ...RETRY, max_attempts: 1 };
const LAST_CALL: Row = { ...FAILURES, failed: 'exhausted', disconnected: 'exhausted' };

const CASES: readonly {
  name: string;
  spec: DeliverySpec;
  traits: typeof RECOGNISES;
  table: Table;
}[] = [
  { name: 'a level command', spec: LEVEL, traits: FORGETS, table: LEVEL_TABLE },
  {
    name: 'a level command at its last attempt',
    spec: { ...LEVEL, retry: ONCE },
    traits: FORGETS,
    table: {
      sending: { ...LEVEL_TABLE.sending, ...LAST_CALL },
      awaiting_reply: {
        ...LEVEL_TABLE.awaiting_reply,
        disconnected: 'exhausted',
        reply_due: 'exhausted',
      },
    },
  },
  {
    name: 'a reliable pulse to a device that recognises ids',
    spec: RELIABLE_PULSE,
    traits: RECOGNISES,
    table: {
      ...pulseTable(AGAIN, { reply_due: 'backing_off' }, FAILURES),
      backing_off: PULSE_BACKING_OFF,
    },
  },
  {
    name: 'a reliable pulse to a device that forgets ids',
    spec: RELIABLE_PULSE,
    traits: FORGETS,
    table: {
      ...pulseTable(UNKNOWN, { reply_due: 'backing_off' }, FAILURES),
      backing_off: PULSE_BACKING_OFF,
    },
  },
  {
    name: 'a pulse that is not reliable',
    spec: UNRELIABLE_PULSE,
    traits: RECOGNISES,
    table: pulseTable(UNKNOWN, { reply_due: 'unknown' }, { ...FAILURES, failed: 'exhausted' }),
  },
  { name: 'a webhook', spec: WEBHOOK, traits: FORGETS, table: WEBHOOK_TABLE },
  {
    name: 'a webhook at its last attempt',
    spec: { ...WEBHOOK, retry: ONCE },
    traits: FORGETS,
    table: { sending: { ...WEBHOOK_TABLE.sending, failed: 'exhausted' } },
  },
];

const ROWS = CASES.flatMap(({ name, spec, traits, table }) =>
  OPEN_STATES.filter((from) => table[from] !== undefined).flatMap((from) =>
    EVENT_NAMES.map((event) => ({ name, spec, traits, from, event, to: table[from]?.[event] })),
  ),
);

describe('every state and event', () => {
  const moves = ROWS.filter(({ to }) => to !== undefined);
  const stays = ROWS.filter(({ to }) => to === undefined);

  test.each(moves)('$name in $from takes $event to $to', ({ spec, traits, from, event, to }) => {
    const before = after(spec, WAYS[from], traits);
    expect(before.state).toBe(from);
    expect(advance(before, EVENTS[event], traits).delivery.state).toBe(to);
  });

  test.each(stays)('$name in $from is not moved by $event', ({ spec, traits, from, event }) => {
    const before = after(spec, WAYS[from], traits);
    expect(before.state).toBe(from);
    const step = advance(before, EVENTS[event], traits);
    expect(step.delivery).toBe(before);
    expect(step.orders).toEqual([]);
  });

  const ends = [
    { spec: LEVEL, way: [...WAYS.awaiting_reply, 'as_wanted'], end: 'confirmed' },
    { spec: WEBHOOK, way: ['offered', 'answered'], end: 'delivered' },
    { spec: LEVEL, way: [...WAYS.awaiting_reply, 'refused'], end: 'rejected' },
    { spec: { ...WEBHOOK, retry: ONCE }, way: ['offered', 'failed'], end: 'exhausted' },
    { spec: LEVEL, way: ['ttl_due'], end: 'expired' },
    { spec: LEVEL, way: ['superseded'], end: 'superseded' },
    { spec: LEVEL, way: ['cancelled'], end: 'cancelled' },
    { spec: LEVEL, way: [...WAYS.confirming, 'proof_due'], end: 'unconfirmed' },
    { spec: UNRELIABLE_PULSE, way: [...WAYS.awaiting_reply, 'resumed'], end: 'unknown' },
  ] as const;

  test.each(ends)('nothing moves $end', ({ spec, way, end }) => {
    const before = after(spec, way);
    expect(before.state).toBe(end);
    for (const event of EVENT_NAMES) {
      expect(advance(before, EVENTS[event], RECOGNISES)).toEqual({ delivery: before, orders: [] });
    }
  });

  test('every end of the contract is among them', () => {
    const covered = ends.map(({ end }) => end).sort();
    expect(covered).toEqual(DELIVERY_STATES.filter((state) => isEnd(state)).sort());
  });
});

/** A row of the machine's definition: leaving any of `from` by the event, arriving at `to`. */
interface Transition {
  readonly from: readonly string[];
  readonly event: string;
  readonly to: string | null;
}

function leaves(node: AnyStateNode): string[] {
  const children = Object.values(node.states);
  return children.length === 0 ? [node.key] : children.flatMap(leaves);
}

function transitionsOf(node: AnyStateNode): Transition[] {
  const own = [...node.transitions].flatMap(([event, definitions]) =>
    definitions.map((definition) => ({
      from: leaves(node),
      event: event.replace(/^xstate\.after\.(\w+)\..*$/, 'due:$1'),
      to: definition.target?.[0]?.key ?? null,
    })),
  );
  return [...own, ...Object.values(node.states).flatMap(transitionsOf)];
}

function contractEvent(name: EventName): string {
  const event = EVENTS[name];
  return event.type === 'due' ? `due:${event.timer}` : event.type;
}

describe('the machine’s definition', () => {
  const transitions = transitionsOf(deliveryMachine.root);

  test.each(transitions)('the tables above cover $event from $from to $to', ({ from, event, to }) => {
    const isCovered = ROWS.some(
      (row) => from.includes(row.from) && contractEvent(row.event) === event && (row.to ?? null) === to,
    );
    expect(isCovered).toBe(true);
  });

  test('its innermost states are those of the contract', () => {
    expect(leaves(deliveryMachine.root).sort()).toEqual([...DELIVERY_STATES].sort());
  });
});
