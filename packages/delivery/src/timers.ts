import type { AnyStateNode, ExecutableActionObject } from 'xstate';
import { deliveryMachine } from './machine.ts';

export type Timers = Readonly<Record<string, number>>;

type TimerEventType = `xstate.after.${string}`;

function isTimerEventType(type: string): type is TimerEventType {
  return type.startsWith('xstate.after.');
}

function timersOf(node: AnyStateNode): [string, TimerEventType][] {
  const own = node.after.flatMap(({ delay, eventType }): [string, TimerEventType][] =>
    isTimerEventType(eventType) ? [[String(delay), eventType]] : [],
  );
  return [...own, ...Object.values(node.states).flatMap(timersOf)];
}

/** The machine's event of each delay, by the delay's name in the table (`ttl`, `reply`, …). */
const EVENT_BY_NAME: ReadonlyMap<string, TimerEventType> = new Map(timersOf(deliveryMachine.root));

const NAME_BY_EVENT: ReadonlyMap<string, string> = new Map(
  [...EVENT_BY_NAME].map(([name, event]) => [event, name]),
);

/** The machine's event for a timer that came due; `undefined` for a name it does not know. */
export function timerEvent(name: string): TimerEventType | undefined {
  return EVENT_BY_NAME.get(name);
}

function field(params: unknown, name: string): unknown {
  return typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined;
}

/** Timers after the actions of a step: what it raised with a delay is armed, what it cancelled is gone. */
export function applyTimers(before: Timers, actions: readonly ExecutableActionObject[], at: number): Timers {
  const timers = new Map(Object.entries(before));
  for (const { type, params } of actions) {
    if (type === 'xstate.cancel') {
      timers.delete(NAME_BY_EVENT.get(String(field(params, 'sendId'))) ?? '');
    }
    if (type === 'xstate.raise') {
      const name = NAME_BY_EVENT.get(String(field(params, 'id')));
      const delayMs = field(params, 'delay');
      if (name !== undefined && typeof delayMs === 'number') timers.set(name, at + delayMs);
    }
  }
  return Object.fromEntries(timers);
}
