import type { JsonValue } from '@signalbox/flow';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StepResult } from './contract.ts';
import { latestAttributes } from './source-state.ts';
import { Driver, NOW, SPEEDING, VAN, flowOf, messageAt, scripted } from './testing/driver.ts';
import { setOutput } from './testing/fake-nodes.ts';
import type { Script } from './testing/fake-nodes.ts';

const MINUTE = 60_000;

function wanted(result: StepResult): unknown[] {
  return result.effects.map((effect) => effect.kind === 'command' && effect.command);
}

const ON = { type: 'set_output', output: 1, value: true };
const OFF = { type: 'set_output', output: 1, value: false };

const writeOddly: Script = (context) => {
  context.writeAttribute('late_value', 1, 5000, 6000);
  context.writeAttribute('broken', Number.NaN);
  return null;
};

const fail: Script = () => {
  throw new Error('boom');
};

const stayTrue: Script = (context) => {
  context.writeState(true);
  return null;
};

const writeSent: Script = (context) => {
  context.writeAttribute('sent', true);
  return null;
};

const askTwice: Script = (context) => {
  context.emit(setOutput(1, 1, true));
  context.emit(setOutput(1, 2, true));
  return null;
};

describe('a message', () => {
  test('takes the wire of its condition and names what it asks for', () => {
    const driver = new Driver([SPEEDING]);
    const result = driver.record(0, { speed: 90 });
    expect(wanted(result)).toEqual([ON]);
    expect(result.effects[0]?.origin).toEqual({ flowId: 1, flowVersion: 1, nodeId: 3, sourceId: VAN.id });
    expect(result.written).toEqual({ speeding: { value: true } });
    expect(result.visits.map(({ nodeId, branch }) => [nodeId, branch])).toEqual([
      [1, 'simple_edge'],
      [2, 'then_edge'],
      [3, null],
    ]);
    expect(wanted(driver.record(-1, { speed: 70 }))).toEqual([OFF]);
  });

  test.each([
    ['late', 60, { speed: 90 }],
    ['duplicate', 0, { speed: 50 }],
    ['future', -700, { speed: 90 }],
    ['no_time', NOW / 1000, { speed: 90 }],
  ])('that is %s runs nothing and moves no attribute', (timeliness, ageS, attributes) => {
    const driver = new Driver([SPEEDING]);
    driver.record(0, { speed: 50 });
    const before = latestAttributes(driver.state);
    expect(driver.record(ageS, attributes)).toMatchObject({ timeliness, effects: [], written: null });
    expect(latestAttributes(driver.state)).toEqual(before);
  });

  test('that is delayed moves attributes and leaves it to the node whether to act', () => {
    const driver = new Driver([SPEEDING]);
    const result = driver.record(600, { speed: 90 });
    expect(result).toMatchObject({ timeliness: 'delayed', effects: [] });
    expect(result.written).toEqual({ speeding: { value: true } });
  });

  test('that is late runs the nodes that accept it, on itself alone', () => {
    const seen: JsonValue[] = [];
    const it: Script = (context) => {
      seen.push(context.attribute('speed'), context.attribute('fuel'), context.attribute('toString'));
      seen.push(context.sample('speed', 0, 'valid')?.generationTime ?? null);
      seen.push(context.sample('speed', 1, 'valid')?.value ?? null);
      context.writeAttribute('mark', 1);
      return null;
    };
    const driver = new Driver([scripted(true)], { it });
    driver.record(0, { speed: 50, fuel: 7 });
    seen.length = 0;
    const result = driver.record(60, { speed: 90 });
    expect(seen).toEqual([90, null, null, NOW - MINUTE, null]);
    expect(result.written).toBeNull();
    expect(latestAttributes(driver.state).get('mark')?.generationTime).toBe(NOW);
  });

  test('of a source that is in no flow makes nothing new', () => {
    const driver = new Driver([]);
    const first = driver.record(1, { speed: 1 });
    expect(driver.record(0, { speed: 2 })).toBe(first);
  });
});

function valueSeen(
  staleAfterS: number,
  ...records: readonly [ageS: number, Record<string, JsonValue>][]
): JsonValue {
  let seen: JsonValue = 'nothing';
  const it: Script = (context) => {
    seen = context.attribute('speed');
    return null;
  };
  const driver = new Driver([scripted(false, staleAfterS)], { it });
  for (const [ageS, attributes] of records) driver.record(ageS, attributes);
  return seen;
}

describe('attributes', () => {
  test.each<[string, Parameters<typeof valueSeen>, JsonValue]>([
    ['from an earlier record are known', [60, [30, { speed: 1 }], [0, { door: true }]], 1],
    ['as old as the limit are known', [60, [60, { speed: 1 }], [0, {}]], 1],
    ['older than the limit are unknown', [60, [61, { speed: 1 }], [0, {}]], null],
    [
      'that a newer record calls null are unknown',
      [60, [2, { speed: 1 }], [1, { speed: null }], [0, {}]],
      null,
    ],
    ['never sent are unknown', [60, [0, { door: true }]], null],
    ['sent again after null are known', [60, [2, { speed: 1 }], [1, { speed: null }], [0, { speed: 2 }]], 2],
  ])('%s', (_, args, expected) => {
    expect(valueSeen(...args)).toBe(expected);
  });

  test('of two records of one time are known together', () => {
    expect(valueSeen(60, [0, { speed: 5 }], [0, { door: true }])).toBe(5);
  });

  test('written by a flow are seen by later nodes, later flows and later messages', () => {
    const seen: JsonValue[] = [];
    const scripts: Record<string, Script> = {
      count: (context) => {
        const before = context.sample('count', 0, 'valid')?.value;
        context.writeAttribute('count', typeof before === 'number' ? before + 1 : 1);
        return 'simple_edge';
      },
      look: (context) => {
        seen.push(context.attribute('count'));
        return null;
      },
    };
    const counting = flowOf({
      id: 2,
      nodes: {
        1: ['start', { all: true }],
        2: ['script', { script: 'count' }],
        3: ['script', { script: 'look' }],
      },
      edges: [
        [1, 2],
        [2, 3],
      ],
    });
    const looking = flowOf({
      id: 10,
      nodes: { 1: ['start', { all: true }], 2: ['script', { script: 'look' }] },
      edges: [[1, 2]],
    });
    const driver = new Driver([looking, counting], scripts);
    driver.record(2, {});
    driver.record(1, {});
    expect(seen).toEqual([1, 1, 2, 2]);
  });

  test('written under other times keep them', () => {
    const driver = new Driver([scripted()], { it: writeOddly });
    expect(driver.record(0, {}).written).toEqual({
      late_value: { value: 1, generationTime: 5000, serverTime: 6000 },
      broken: { value: null },
    });
    expect(latestAttributes(driver.state).get('late_value')).toEqual({
      value: 1,
      generationTime: 5000,
      serverTime: 6000,
    });
  });
});

describe('a graph', () => {
  test('runs a node once where paths join, after all that leads to it', () => {
    const order: string[] = [];
    const script =
      (name: string): Script =>
      () => {
        order.push(name);
        return 'simple_edge';
      };
    const diamond = flowOf({
      nodes: {
        1: ['script', { script: 'join' }],
        2: ['script', { script: 'left' }],
        3: ['script', { script: 'right' }],
        9: ['start', { all: true }],
      },
      edges: [
        [9, 2],
        [9, 3],
        [9, 1],
        [2, 1],
        [3, 1],
      ],
    });
    const driver = new Driver([diamond], {
      join: script('join'),
      left: script('left'),
      right: script('right'),
    });
    driver.record(0, {});
    expect(order).toEqual(['left', 'right', 'join']);
    driver.record(-1, {});
    expect(order).toHaveLength(6);
  });

  test('goes on where a node throws, and says which one', () => {
    const driver = new Driver([scripted(), { ...SPEEDING, id: 2 }], { it: fail });
    const result = driver.record(0, { speed: 90 });
    expect(result.faults).toEqual([{ flowId: 1, nodeId: 2, message: 'boom' }]);
    expect(wanted(result)).toEqual([ON]);
  });
});

describe('node state', () => {
  test('is kept per node, reported when it changes, and readable with the next message', () => {
    const seen: (JsonValue | undefined)[] = [];
    const it: Script = (context) => {
      const before = context.readState();
      seen.push(before);
      context.writeState('first');
      context.writeState('second');
      return null;
    };
    const driver = new Driver([scripted(), { ...scripted(), id: 2 }], { it });
    const result = driver.record(1, {});
    expect(result.nodeStates).toMatchObject([
      { flowId: 1, nodeId: 2, state: 'second' },
      { flowId: 2, nodeId: 2, state: 'second' },
    ]);
    driver.record(0, {});
    expect(seen).toEqual([undefined, undefined, 'second', 'second']);
  });

  test('that stays the same is not reported', () => {
    const driver = new Driver([scripted()], { it: stayTrue });
    driver.record(1, {});
    expect(driver.record(0, {}).nodeStates).toEqual([]);
  });
});

/** Notes that it ran and what it saw, asks for output 2 and goes on. */
function note(name: string, log: unknown[]): Script {
  return (context) => {
    log.push([name, context.message, context.outcome?.state, context.attribute('speed'), context.timeliness]);
    context.emit(setOutput(VAN.id, 2, true));
    return 'simple_edge';
  };
}

describe('an outcome', () => {
  const outcomes = flowOf({
    nodes: {
      1: ['start', { all: true }],
      2: ['output', { number: 1, value: true }],
      3: ['script', { script: 'good' }],
      4: ['script', { script: 'bad' }],
      5: ['script', { script: 'end' }],
    },
    edges: [
      [1, 2],
      [2, 3, 'success_edge'],
      [2, 4, 'failure_edge'],
      [3, 5],
    ],
  });
  test.each([
    [true, ['good', 'end']],
    [false, ['bad']],
  ])('with success %s starts at that wire, without a message', (succeeded, expected) => {
    const log: unknown[] = [];
    const scripts = { good: note('good', log), bad: note('bad', log), end: note('end', log) };
    const driver = new Driver([outcomes], scripts);
    driver.record(0, { speed: 42 });
    driver.now += MINUTE;
    const result = driver.outcome(1, 2, { succeeded, state: 'confirmed' });
    expect(log).toEqual(expected.map((name) => [name, null, 'confirmed', 42, 'live']));
    expect(result.timeliness).toBe('live');
    expect(result.effects).toHaveLength(expected.length);
  });

  test('sees values by their age now', () => {
    const log: unknown[] = [];
    const driver = new Driver([outcomes], { good: note('good', log) });
    driver.record(0, { speed: 42 });
    driver.now += 61 * MINUTE;
    driver.outcome(1, 2);
    expect(log).toEqual([['good', null, 'confirmed', null, 'live']]);
  });

  test('writes attributes to the newest record, under its own time', () => {
    const driver = new Driver([outcomes], { good: writeSent });
    driver.record(0, { speed: 42 });
    driver.now += MINUTE;
    const times = { generationTime: driver.now, serverTime: driver.now };
    expect(driver.outcome(1, 2).written).toEqual({ sent: { value: true, ...times } });
    expect(latestAttributes(driver.state).get('sent')).toEqual({ value: true, ...times });
  });

  test.each([
    ['flow', 9, 2],
    ['node', 1, 99],
  ])('of a %s that is gone runs nothing', (_, flowId, nodeId) => {
    const driver = new Driver([outcomes]);
    expect(driver.outcome(flowId, nodeId)).toMatchObject({ effects: [], visits: [] });
  });

  test('gives ids by delivery and result, the same when it comes again', () => {
    const log: unknown[] = [];
    const scripts = { good: note('good', log), bad: note('bad', log), end: note('end', log) };
    const driver = new Driver([outcomes], scripts);
    const ids = (deliveryId: string, succeeded: boolean) =>
      driver.outcome(1, 2, { deliveryId, succeeded }).effects.map(({ id }) => id);
    expect(ids('a', true)).toEqual(ids('a', true));
    const all = [...ids('a', true), ...ids('a', false), ...ids('b', true)];
    expect(new Set(all).size).toBe(5);
  });
});

describe('effect ids', () => {
  test('are printable, short, and differ by ordinal, node, flow, message and source', () => {
    const flows = [scripted(), { ...scripted(), id: 999_999_999, version: 999_999 }, { ...SPEEDING, id: 3 }];
    const driver = new Driver(flows, { it: askTwice });
    const ids = [driver.record(1, { speed: 90 }), driver.record(0, { speed: 91 })].flatMap((result) =>
      result.effects.map(({ id }) => id),
    );
    expect(new Set(ids).size).toBe(10);
    for (const id of ids) expect(id).toMatch(/^[\w.-]{1,100}$/);
  });
});

const fleet = fc.array(
  fc.record({
    ageS: fc.integer({ min: -1200, max: 1200 }),
    speed: fc.option(fc.integer({ min: 0, max: 160 })),
    door: fc.option(fc.boolean(), { nil: undefined }),
  }),
  { maxLength: 25 },
);

function messagesOf(records: typeof fleet extends fc.Arbitrary<infer R> ? R : never) {
  return records.map(({ ageS, speed, door }) =>
    messageAt(NOW - ageS * 1000, door === undefined ? { speed } : { speed, door }),
  );
}

describe('whatever the records', () => {
  test('their order within a packet changes no effect', () => {
    const shuffled = fleet.chain((records) => {
      // Records of one time keep their order: only distinct times are free to be shuffled.
      const distinct = records.filter(
        (r, index) => records.findIndex(({ ageS }) => ageS === r.ageS) === index,
      );
      return fc.tuple(fc.constant(distinct), fc.shuffledSubarray(distinct, { minLength: distinct.length }));
    });
    fc.assert(
      fc.property(shuffled, ([records, mixed]) => {
        const [one, other] = [new Driver([SPEEDING]), new Driver([SPEEDING])];
        const effects = (driver: Driver, packet: typeof records) =>
          driver.packet(messagesOf(packet)).flatMap((result) => result.effects);
        expect(effects(one, records)).toEqual(effects(other, mixed));
        expect(latestAttributes(one.state)).toEqual(latestAttributes(other.state));
      }),
    );
  });

  test('a replay asks for the same effects under the same ids', () => {
    fc.assert(
      fc.property(fleet, fc.nat({ max: 60 }), (records, laterMs) => {
        const effects = (driver: Driver) =>
          messagesOf(records).map((message) => driver.message(message).effects.map(({ id }) => id));
        const replay = new Driver([SPEEDING]);
        const live = new Driver([SPEEDING]);
        // Ages are whole seconds, and so are the limits: between them no record changes its class.
        live.now += 500;
        replay.now += 500 + laterMs;
        const ids = effects(live);
        expect(effects(replay)).toEqual(ids);
        expect(new Set(ids.flat()).size).toBe(ids.flat().length);
      }),
    );
  });

  test('late, duplicate, future and timeless ones never change attributes nor emit commands', () => {
    fc.assert(
      fc.property(fleet, (records) => {
        const driver = new Driver([SPEEDING]);
        for (const message of messagesOf(records)) {
          const before = latestAttributes(driver.state);
          const result = driver.message(message);
          if (result.timeliness === 'live' || result.timeliness === 'delayed') continue;
          expect(result).toMatchObject({
            effects: [],
            written: null,
            visits: result.timeliness === 'late' ? [{}] : [],
          });
          expect(latestAttributes(driver.state)).toEqual(before);
        }
      }),
    );
  });
});
