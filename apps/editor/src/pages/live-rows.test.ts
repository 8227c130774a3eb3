import type { DeliveryItem, Device, LiveEventPayload } from '@signalbox/api';
import { expect, test } from 'vitest';
import { specimenDelivery } from '../testing/deliveries.ts';
import { mergeDeliveries, stateTone } from './deliveries.ts';
import { deviceRow, foldLiveEvents } from './devices/device-rows.ts';

const device: Device = {
  id: 4,
  label: 'Van',
  labels: [],
  clone: false,
  created_at: '2026-03-01T08:00:00Z',
  source: { id: 9, device_id: 'van-1', model: 'ngp_generic', blocked: false },
  connection: { online: false, last_message_at: null },
  outputs: [null, null, null],
  led: false,
  engine_cut: { outputs: [], guard: null, usual_guard: false, from_model: true },
};

function message(change: Partial<Extract<LiveEventPayload, { type: 'message' }>>): LiveEventPayload {
  return {
    type: 'message',
    tracker_ids: [4],
    source_id: 9,
    timeliness: 'live',
    message_time: '2026-03-01T08:00:01Z',
    server_time: '2026-03-01T08:00:02Z',
    attributes: {},
    ...change,
  };
}

function rowAfter(...events: readonly LiveEventPayload[]) {
  const live = foldLiveEvents(new Map(), events);
  return deviceRow(device, undefined, live.get(4));
}

test('a row follows messages and the connection', () => {
  const row = rowAfter(
    { type: 'link', tracker_ids: [4], source_id: 9, online: true },
    message({ attributes: { location: { speed: 91.4 }, ignition: true, output_status: 5 } }),
  );
  expect(row).toMatchObject({ online: true, speed: 91.4, ignition: true, outputs: [true, false, true] });
  expect(row.lastMessageAt).toBe('2026-03-01T08:00:02Z');
});

test('an attribute that a message leaves out keeps its last value', () => {
  const row = rowAfter(message({ attributes: { speed: 50 } }), message({ attributes: { ignition: false } }));
  expect(row).toMatchObject({ speed: 50, ignition: false });
});

test('late and repeated records do not change the present', () => {
  const late = message({ timeliness: 'late', attributes: { speed: 10 } });
  expect(rowAfter(message({ attributes: { speed: 50 } }), late)).toMatchObject({ speed: 50 });
});

function delivery(id: string, change: Partial<DeliveryItem>): DeliveryItem {
  return specimenDelivery({ id, ...change });
}

test('of two states of a delivery the newer is shown, whichever came first', () => {
  const confirmed = delivery('a', { state: 'confirmed', updated_at: '2026-03-01T08:00:03.000Z' });
  const sending = delivery('a', { state: 'sending', updated_at: '2026-03-01T08:00:01.000Z' });
  expect(mergeDeliveries([sending], [confirmed])).toEqual([confirmed]);
  expect(mergeDeliveries([confirmed], [sending])).toEqual([confirmed]);
});

test('the newest delivery stands first', () => {
  const later = delivery('b', { created_at: '2026-03-01T08:00:09.000Z' });
  expect(mergeDeliveries([delivery('a', {})], [later]).map((item) => item.id)).toEqual(['b', 'a']);
});

test.each([
  ['confirmed', true, 'success'],
  ['rejected', true, 'danger'],
  ['unconfirmed', true, 'warning'],
  ['superseded', true, undefined],
  ['waiting_for_device', false, 'busy'],
] as const)('%s is coloured as what it means', (state, ended, tone) => {
  expect(stateTone(delivery('a', { state, ended }))).toBe(tone);
});
