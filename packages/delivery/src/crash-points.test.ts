import { describe, expect, test } from 'vitest';
import type { Delivery, DeliverySpec, DeliveryState, DeliveryStep } from './contract.ts';
import { advance, createDelivery, isEnd } from './delivery.ts';
import {
  after,
  EVENTS,
  type EventName,
  FORGETS,
  LEVEL,
  OPEN_STATES,
  RECOGNISES,
  RELIABLE_PULSE,
  START,
  UNRELIABLE_PULSE,
  WAYS,
  WEBHOOK,
} from './testing/specimens.ts';

/*
 * A delivery is stored after each event, and what it orders is carried out only then. So a process
 * can die at two kinds of points: stored and not carried out, or carried out and nothing more
 * stored. The next process finds the stored delivery either way and cannot tell them apart.
 */

interface Kind {
  readonly name: string;
  readonly spec: DeliverySpec;
  readonly traits: typeof RECOGNISES;
  /** How it goes when nothing dies, after the first event. */
  readonly course: readonly EventName[];
  /** Whether the outside knows a second sending by its id. */
  readonly repeats: boolean;
  readonly end: DeliveryState;
}

const COMMAND = ['offered', 'sent', 'done'] as const;

const KINDS: readonly Kind[] = [
  {
    name: 'a level command',
    spec: LEVEL,
    traits: FORGETS,
    course: [...COMMAND, 'as_wanted'],
    repeats: true,
    end: 'confirmed',
  },
  {
    name: 'a reliable pulse to a device that recognises ids',
    spec: RELIABLE_PULSE,
    traits: RECOGNISES,
    course: COMMAND,
    repeats: true,
    end: 'delivered',
  },
  {
    name: 'a reliable pulse to a device that forgets ids',
    spec: RELIABLE_PULSE,
    traits: FORGETS,
    course: COMMAND,
    repeats: false,
    end: 'delivered',
  },
  {
    name: 'a pulse that is not reliable',
    spec: UNRELIABLE_PULSE,
    traits: RECOGNISES,
    course: COMMAND,
    repeats: false,
    end: 'delivered',
  },
  {
    name: 'a webhook',
    spec: WEBHOOK,
    traits: FORGETS,
    course: ['offered', 'answered'],
    repeats: true,
    end: 'delivered',
  },
];

/** As the next process reads it. */
function read(delivery: Delivery): Delivery {
  return JSON.parse(JSON.stringify(delivery));
}

function sends({ orders }: DeliveryStep): number {
  return orders.filter(({ type }) => type !== 'request_offer').length;
}

interface Run {
  readonly delivery: Delivery;
  /** Sendings that were carried out. */
  readonly sent: number;
}

function run({ traits }: Kind, from: Delivery, events: readonly EventName[]): Run {
  let delivery = from;
  let sent = 0;
  for (const name of events) {
    const step = advance(delivery, EVENTS[name], traits);
    delivery = step.delivery;
    sent += sends(step);
  }
  return { delivery, sent };
}

const POINTS = KINDS.flatMap((kind) =>
  kind.course.flatMap((_, index) =>
    ['before', 'after'].map((moment) => ({
      kind,
      name: kind.name,
      done: kind.course.slice(0, index + 1),
      moment,
    })),
  ),
);

describe('a process dies', () => {
  test.each(POINTS)('$moment the orders of $name after $done are carried out', ({ kind, done, moment }) => {
    const stored = run(kind, createDelivery(kind.spec, START).delivery, done);
    const ordersNow = done.at(-1) === 'offered' && moment === 'before' ? 1 : 0;
    const outBefore = stored.sent - ordersNow;
    const found = advance(read(stored.delivery), EVENTS.resumed, kind.traits);
    // Nothing goes out by itself: it is queued again, and every guard is looked at anew.
    expect(sends(found)).toBe(0);
    const rest = run(kind, found.delivery, kind.course);
    expect(isEnd(rest.delivery.state)).toBe(true);
    expect(rest.delivery.spec.id).toBe(kind.spec.id);
    const isSettled = kind.repeats || isEnd(stored.delivery.state);
    expect(rest.delivery.state).toBe(isSettled ? kind.end : 'unknown');
    const sent = outBefore + rest.sent;
    // What must not repeat goes out once at most, and what may be repeated once at least.
    expect(sent).toBeLessThanOrEqual(kind.repeats ? 2 : 1);
    expect(sent).toBeGreaterThanOrEqual(kind.repeats ? 1 : 0);
  });

  const stored = KINDS.flatMap((kind) =>
    OPEN_STATES.filter((state) => after(kind.spec, WAYS[state], kind.traits).state === state).map(
      (state) => ({
        kind,
        name: kind.name,
        state,
      }),
    ),
  );

  test.each(stored)('while $name is stored as $state, and the next one sends nothing by itself', (row) => {
    const { kind, state } = row;
    const before = read(after(kind.spec, WAYS[state], kind.traits));
    const found = advance(before, EVENTS.resumed, kind.traits);
    expect(sends(found)).toBe(0);
    const mayBeOut = state === 'sending' || state === 'awaiting_reply';
    const expected = mayBeOut ? (kind.repeats ? 'queued' : 'unknown') : state;
    expect(found.delivery.state).toBe(expected);
    expect(found.delivery.timers['ttl']).toBe(isEnd(expected) ? undefined : before.timers['ttl']);
  });
});
