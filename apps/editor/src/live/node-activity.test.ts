import { expect, test } from 'vitest';
import { ACTIVITY_WINDOW_MS, createNodeActivityStore } from './node-activity.ts';

test('visits count within the window and then fall out of it', () => {
  const store = createNodeActivityStore();
  store.report({ 1: 2, 2: 1 }, 1000);
  store.report({ 1: 3 }, 5000);
  expect([store.read(1).count, store.read(2).count]).toEqual([5, 1]);
  store.expire(1000 + ACTIVITY_WINDOW_MS);
  expect([store.read(1).count, store.read(2).count]).toEqual([3, 0]);
});

test('a report tells the nodes that it names and no others', () => {
  const store = createNodeActivityStore();
  const told: number[] = [];
  store.subscribe(1, () => told.push(1));
  const stop = store.subscribe(2, () => told.push(2));
  store.report({ 1: 1 }, 0);
  store.report({ 2: 1 }, 0);
  stop();
  store.report({ 2: 1 }, 0);
  expect(told).toEqual([1, 2]);
});

test('failures are counted for as long as the flow is open', () => {
  const store = createNodeActivityStore();
  store.report({ 1: 2, 2: 1 }, 0, { 1: 1 });
  store.report({ 1: 1 }, 0, { 1: 2 });
  store.expire(ACTIVITY_WINDOW_MS);
  expect([store.read(1).faults, store.read(2).faults]).toEqual([3, 0]);
});

test('every report starts the pulse anew, an expiry does not', () => {
  const store = createNodeActivityStore();
  store.report({ 1: 1 }, 0);
  const { pulse } = store.read(1);
  store.report({ 1: 1 }, 0);
  expect(store.read(1).pulse).not.toBe(pulse);
  const before = store.read(1).pulse;
  store.expire(ACTIVITY_WINDOW_MS * 2);
  expect(store.read(1)).toEqual({ count: 0, faults: 0, pulse: before });
});
