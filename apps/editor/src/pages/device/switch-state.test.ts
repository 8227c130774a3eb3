import type { Device, Model } from '@signalbox/api';
import { DELIVERY_STATES, END_STATES } from '@signalbox/flow';
import { expect, test } from 'vitest';
import { specimenDelivery } from '../../testing/deliveries.ts';
import { deviceHindrance, isLocked, lastWish, outputHindrance } from './switch-state.ts';

const on = { outputs: [{ number: 1, value: true }], led: null };
const off = { outputs: [{ number: 1, value: false }], led: null };
const all = {
  outputs: [
    { number: 1, value: false },
    { number: 2, value: true },
  ],
  led: null,
};

test('an output that nobody asked for is free', () => {
  const others = [
    specimenDelivery({ wants: null, summary: 'command "reboot"' }),
    specimenDelivery({ wants: { outputs: [{ number: 2, value: true }], led: null } }),
    specimenDelivery({ wants: { outputs: [], led: true } }),
  ];
  expect(lastWish(others, 1)).toBeNull();
  expect(isLocked(lastWish(others, 1))).toBe(false);
});

const ENDS = new Set<string>(END_STATES);
test.each(DELIVERY_STATES)('a command that is %s locks its output until it has ended', (state) => {
  const ended = ENDS.has(state);
  const wish = lastWish([specimenDelivery({ state, ended, wants: on })], 1);
  expect(wish?.value).toBe(true);
  expect(isLocked(wish)).toBe(!ended);
});

test('a command for all outputs locks each, and asks of each its own', () => {
  const deliveries = [specimenDelivery({ wants: all })];
  expect([lastWish(deliveries, 1)?.value, lastWish(deliveries, 2)?.value]).toEqual([false, true]);
  expect(isLocked(lastWish(deliveries, 2))).toBe(true);
  expect(lastWish(deliveries, 3)).toBeNull();
});

test('of commands that ended the newest was asked last', () => {
  const newer = specimenDelivery({ id: 'b', state: 'rejected', ended: true, wants: off });
  const older = specimenDelivery({ id: 'a', state: 'confirmed', ended: true, wants: on });
  expect(lastWish([newer, older], 1)).toMatchObject({ value: false, delivery: { id: 'b' } });
});

test('an older command under way still locks, though a newer one has ended', () => {
  const newer = specimenDelivery({ id: 'b', state: 'cancelled', ended: true, wants: off });
  const older = specimenDelivery({ id: 'a', state: 'confirming', wants: on });
  expect(lastWish([newer, older], 1)).toMatchObject({ value: true, delivery: { id: 'a' } });
});

test('the LED is asked for by itself', () => {
  const deliveries = [specimenDelivery({ wants: { outputs: [], led: false } })];
  expect(lastWish(deliveries, 'led')?.value).toBe(false);
  expect(lastWish([specimenDelivery({ wants: on })], 'led')).toBeNull();
});

const device: Device = {
  id: 4,
  label: 'Van',
  labels: [],
  clone: false,
  created_at: '2026-03-01T08:00:00Z',
  source: { id: 9, device_id: 'van-1', model: 'ngp_immobilizer', blocked: false },
  connection: { online: true, last_message_at: null },
  outputs: [null, null],
  led: false,
  engine_cut: {
    outputs: [{ number: 1, on: 'cut' }],
    guard: 'speed < 5',
    usual_guard: false,
    from_model: true,
  },
};
const blocked: Device = { ...device, source: { ...device.source, blocked: true } };

test.each([
  [device, true, true, null],
  [device, false, true, 'offline'],
  [{ ...device, clone: true }, false, true, 'clone'],
  [blocked, false, true, 'blocked'],
  [blocked, true, false, 'right'],
] as const)('what keeps a device from being commanded is told (%#)', (given, online, mayCommand, why) => {
  expect(deviceHindrance({ device: given, online, mayCommand })).toBe(why);
});

const model: Model = {
  code: 'ngp_immobilizer',
  title: 'NGP immobilizer',
  vendor: 'Generic',
  transport: 'ready',
  outputs: 2,
  single: true,
  batch: false,
  led: false,
  engine_block_output: 1,
};

test('the output reserved to engine block is not switched by hand, the others are', () => {
  const cut = device.engine_cut;
  expect([outputHindrance(model, cut, 1), outputHindrance(model, cut, 2)]).toEqual(['reserved', null]);
  expect(outputHindrance({ ...model, single: false }, cut, 2)).toBe('single');
});
