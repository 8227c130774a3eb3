import { expect, test } from 'vitest';
import { specimenDelivery } from '../../testing/deliveries.ts';
import { engineState, lastEngineWish } from './engine-state.ts';

const BOTH = [
  { number: 1, on: 'cut' as const },
  { number: 2, on: 'restore' as const },
];

function cutBy(outputs: readonly { number: number; on: 'cut' | 'restore' }[]) {
  return { outputs: [...outputs], guard: null, usual_guard: false, from_model: true };
}

test.each([
  ['free', [false, true]],
  ['stopped', [true, true]],
  ['stopped', [false, false]],
  ['stopped', [true, null]],
  ['unknown', [false, null]],
  ['unknown', [null, null]],
  ['unknown', []],
] as const)('an engine is %s with its outputs at %j', (state, outputs) => {
  expect(engineState({ engine_cut: cutBy(BOTH), outputs: [...outputs] })).toBe(state);
});

test('of a device without an output for it nothing is known', () => {
  expect(engineState({ engine_cut: cutBy([]), outputs: [true] })).toBe('unknown');
});

const wants = (number: number, value: boolean) => ({ outputs: [{ number, value }], led: null });

test('what was asked is told by what it means, not by the wire', () => {
  const freed = specimenDelivery({ id: 'b', ended: true, wants: wants(2, true) });
  const stopped = specimenDelivery({ id: 'a', ended: true, wants: wants(1, true) });
  expect(lastEngineWish(cutBy(BOTH), [freed, stopped])).toMatchObject({
    isStop: false,
    delivery: { id: 'b' },
  });
  expect(lastEngineWish(cutBy(BOTH), [stopped, freed])).toMatchObject({
    isStop: true,
    delivery: { id: 'a' },
  });
});

test('what is under way stands before what ended later', () => {
  const ended = specimenDelivery({ id: 'b', ended: true, wants: wants(1, false) });
  const open = specimenDelivery({ id: 'a', state: 'guarded', wants: wants(1, true) });
  expect(lastEngineWish(cutBy(BOTH), [ended, open])).toMatchObject({ isStop: true, delivery: { id: 'a' } });
});

test('other outputs are no wish for the engine', () => {
  expect(lastEngineWish(cutBy(BOTH), [specimenDelivery({ wants: wants(3, true) })])).toBeNull();
});
