import { expect, test } from 'vitest';
import { attributeList } from './attribute-list.ts';

test('a name is there once, with the first value that a device has', () => {
  const list = attributeList(
    [{ attributes: { speed: null, door: true } }, { attributes: { speed: 12 } }],
    ['speeding', 'door'],
  );
  const byName = new Map(list.map((attribute) => [attribute.name, attribute]));
  expect(byName.size).toBe(list.length);
  expect(byName.get('speed')).toEqual({ name: 'speed', origin: 'received', value: 12 });
  expect(byName.get('door')).toEqual({ name: 'door', origin: 'written', value: true });
  expect(byName.get('speeding')).toEqual({ name: 'speeding', origin: 'written' });
  expect(byName.get('heading')).toEqual({ name: 'heading', origin: 'standard' });
});
