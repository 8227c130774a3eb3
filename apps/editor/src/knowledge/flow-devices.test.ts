import { definitionCatalogue } from '@signalbox/nodes';
import { expect, test } from 'vitest';
import { aDevice } from '../testing/devices.ts';
import { flowDevices } from './flow-devices.ts';

const devices = [
  aDevice({ id: 1, labels: ['van'] }),
  aDevice({ id: 2, model: 'ngp_sensor' }),
  aDevice({ id: 3, sourceId: 1, clone: true, labels: ['van'] }),
];

function chosenBy(data: Record<string, never[] | number[] | object>, disabled = false): number[] {
  const node = {
    id: 1,
    type: 'data_source',
    data: { title: 'D', ...data },
    ...(disabled ? { disabled } : {}),
  };
  return flowDevices({ nodes: [node] }, definitionCatalogue, devices).map(({ id }) => id);
}

test.each([
  ['every device, without clones', { select: { all: true } }, [1, 2]],
  ['one by one', { source_ids: [2] }, [2]],
  ['by label', { select: { labels: ['van'] } }, [1]],
  ['by model', { select: { models: ['ngp_sensor'] } }, [2]],
  ['nothing', {}, []],
])('the devices of a flow are those chosen: %s', (_how, data, ids) => {
  expect(chosenBy(data)).toEqual(ids);
});

test('a node that is switched off chooses nothing', () => {
  expect(chosenBy({ select: { all: true } }, true)).toEqual([]);
});
