import { expect, test } from 'vitest';
import { attributeView } from './attribute-view.ts';
import { lastKnown } from './source-state.ts';
import { Driver, NOW } from './testing/driver.ts';

const surroundings = { inGeofence: (id: number) => id === 3 };

test('shows values by their age now, and follows the state', () => {
  const driver = new Driver([]);
  driver.record(30, { speed: 4 });
  const at = (ageS: number) => attributeView(driver.state, NOW, ageS * 1000, surroundings);
  expect(at(30).attribute('speed')).toBe(4);
  expect(at(29).attribute('speed')).toBeNull();
  expect(at(29).sample('speed', 0, 'valid')).toEqual({
    value: 4,
    generationTime: NOW - 30_000,
    serverTime: NOW,
  });
  expect(at(0).inGeofence(3, 0, 0)).toBe(true);
  expect(at(0).now).toBe(NOW);
  const view = at(60);
  driver.record(0, { speed: 5 });
  expect(view.attribute('speed')).toBe(5);
});

test('the last known value has no age limit and says what is known to be unknown', () => {
  const driver = new Driver([]);
  driver.record(30_000, { speed: 4, door: true });
  driver.record(0, { speed: null });
  expect(lastKnown(driver.state, 'speed')).toEqual({ value: null, generationTime: NOW, serverTime: NOW });
  expect(lastKnown(driver.state, 'door')?.value).toBe(true);
  expect(lastKnown(driver.state, 'fuel')).toBeUndefined();
});
