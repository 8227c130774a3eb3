import { describe, expect, test } from 'vitest';
import type { RunContext } from '@signalbox/flow';
import type { StepResult, TimerChange } from './contract.ts';
import { step } from './step.ts';
import { Driver, NOW, flowOf, scripted } from './testing/driver.ts';
import { setOutput } from './testing/fake-nodes.ts';
import type { Script } from './testing/fake-nodes.ts';

/** Lets a timer come due as a runtime would. */
function fire(driver: Driver, timer: TimerChange): StepResult {
  const at = timer.at ?? driver.now;
  return step(driver.state, { kind: 'timer', ...timer, at }, driver.now, driver.environment);
}

function onlyTimer({ timers }: StepResult): TimerChange {
  const [timer] = timers;
  if (timer === undefined || timers.length > 1) throw new Error(`${timers.length} timers instead of one`);
  return timer;
}

/** Sets a timer for every message, and asks for an output when it is due. */
const waiting: Script = (context) => {
  if (context.message !== null) context.setTimer('wait', context.now + 5000);
  if (context.timer === 'wait') context.emit(setOutput(context.source.id, 1, true));
  return null;
};

describe('a timer that a node sets', () => {
  test('names its owner, its time and the timeliness of the run', () => {
    const driver = new Driver([scripted()], { it: waiting });
    expect(onlyTimer(driver.record(0, {}))).toMatchObject({
      flowId: 1,
      nodeId: 2,
      name: 'wait',
      at: NOW + 5000,
      timeliness: 'live',
    });
    driver.now += 3_600_000;
    expect(onlyTimer(driver.record(600, {})).timeliness).toBe('delayed');
  });

  test('counts as it was last set or cancelled in one step', () => {
    const it: Script = (context) => {
      context.setTimer('a', 1);
      context.setTimer('b', 2);
      context.cancelTimer('a');
      context.setTimer('b', 3);
      return null;
    };
    const { timers } = new Driver([scripted()], { it }).record(0, {});
    expect(timers.map(({ name, at }) => [name, at])).toEqual([
      ['a', null],
      ['b', 3],
    ]);
  });

  test('makes its node run when it is due, without a message and with the source as it is then', () => {
    const seen: unknown[] = [];
    const it: Script = (context) => {
      if (context.message !== null) context.setTimer('wait', NOW);
      else seen.push([context.timer, context.message, context.timeliness, context.attribute('speed')]);
      return null;
    };
    const driver = new Driver([scripted()], { it });
    const timer = onlyTimer(driver.record(2, { speed: 1 }));
    driver.record(1, { speed: 2 });
    fire(driver, { ...timer, timeliness: 'delayed' });
    expect(seen).toEqual([['wait', null, 'delayed', 2]]);
  });

  test('is seen by its own node alone', () => {
    const seen: unknown[] = [];
    const it: Script = (context) => {
      if (context.message !== null) context.setTimer('wait', NOW);
      return 'simple_edge';
    };
    const next: Script = (context: RunContext) => {
      seen.push(context.timer);
      return null;
    };
    const flow = flowOf({
      nodes: {
        1: ['start', { all: true }],
        2: ['script', { script: 'it' }],
        3: ['script', { script: 'next' }],
      },
      edges: [
        [1, 2],
        [2, 3],
      ],
    });
    const driver = new Driver([flow], { it, next });
    const timer = onlyTimer(driver.record(0, {}));
    fire(driver, timer);
    expect(seen).toEqual([null, null]);
  });

  test('names its effects the same when it is replayed, and otherwise the next time', () => {
    const driver = new Driver([scripted()], { it: waiting });
    const timer = onlyTimer(driver.record(0, {}));
    const idOf = ({ effects }: StepResult): string | undefined => effects[0]?.id;
    const first = idOf(fire(driver, timer));
    expect(first).toMatch(/^1\.1\.2\.7\./);
    expect(idOf(fire(driver, timer))).toBe(first);
    expect(idOf(fire(driver, { ...timer, at: NOW + 6000 }))).not.toBe(first);
  });
});

describe('a node that means something else', () => {
  const remembering: Script = (context) => {
    const before = context.readState();
    context.writeState(context.attribute('speed'));
    context.setTimer('wait', NOW);
    context.writeAttribute('before', before ?? 'nothing');
    return null;
  };
  const scripts = { it: remembering, other: remembering };
  const asScript = (script: string): Driver => {
    const nodes = { 1: ['start', { all: true }], 2: ['script', { script }] } as const;
    const flow = flowOf({ nodes, edges: [[1, 2]] });
    return new Driver([flow], scripts);
  };

  test('does not find the state of the one before it', () => {
    const before = asScript('it');
    before.record(2, { speed: 50 });
    const same = asScript('it');
    same.state = before.state;
    expect(same.record(1, { speed: 60 }).written).toEqual({ before: { value: 50 } });
    const other = asScript('other');
    other.state = before.state;
    expect(other.record(0, { speed: 70 }).written).toEqual({ before: { value: 'nothing' } });
  });

  test('drops the timer of the one before it, and leaves its own state alone', () => {
    const before = asScript('it');
    const timer = onlyTimer(before.record(2, { speed: 50 }));
    const other = asScript('other');
    other.state = before.state;
    other.record(1, { speed: 60 });
    expect(fire(other, timer)).toMatchObject({ visits: [], nodeStates: [] });
    expect(other.record(0, { speed: 70 }).written).toEqual({ before: { value: 60 } });
  });

  test('a timer whose node is gone takes the state with it', () => {
    const before = asScript('it');
    const timer = onlyTimer(before.record(2, { speed: 50 }));
    const empty = new Driver([flowOf({ nodes: { 1: ['start', { all: true }] } })]);
    empty.state = before.state;
    expect(fire(empty, timer)).toMatchObject({ visits: [], nodeStates: [{ nodeId: 2, state: null }] });
  });
});

test('a change of the link starts no flow that waits for messages', () => {
  const driver = new Driver([scripted()], { it: waiting });
  const input = { kind: 'connection', change: 'online', at: NOW } as const;
  expect(step(driver.state, input, NOW, driver.environment).visits).toEqual([]);
});
