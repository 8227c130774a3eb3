import { expect, test } from 'vitest';
import { specimenDelivery } from '../../testing/deliveries.ts';
import { matches, queryOf, readFilters, withFilter } from './filters.ts';

test('filters live in the address and go from it when they are emptied', () => {
  const address = new URLSearchParams('device=4&state=expired&text=&other=1');
  expect(readFilters(address)).toEqual({ device: '4', state: 'expired' });
  expect(withFilter(address, 'device', '').toString()).toBe('state=expired&text=&other=1');
  expect(withFilter(address, 'flow', '7').get('flow')).toBe('7');
});

test('what the address says reaches the API as far as it means something', () => {
  const local = '2026-03-01T08:15';
  expect(
    queryOf({
      device: '4',
      flow: '1',
      kind: 'webhook',
      state: 'asleep',
      from: local,
      to: 'soon',
      host: 'a.test',
    }),
  ).toEqual({
    tracker_id: '4',
    flow_id: '1',
    kind: 'webhook',
    host: 'a.test',
    from: new Date(local).toISOString(),
  });
});

test.each([
  [{}, true],
  [{ device: '4', flow: '1', kind: 'command', state: 'queued' }, true],
  [{ device: '5' }, false],
  [{ flow: '2' }, false],
  [{ state: 'expired' }, false],
  [{ kind: 'webhook' }, false],
  [{ text: 'OUTPUT 1' }, true],
  [{ text: 'siren' }, false],
  [{ from: '2027-01-01T00:00' }, false],
  [{ to: '2027-01-01T00:00' }, true],
])('a delivery that is told of live is in the list of %j: %s', (filters, isShown) => {
  expect(matches(filters, specimenDelivery({}))).toBe(isShown);
});
