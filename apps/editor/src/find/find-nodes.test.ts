import { definitionCatalogue } from '@signalbox/nodes';
import { expect, test } from 'vitest';
import { findNodes } from './find-nodes.ts';

const library = { ...definitionCatalogue, list: [] };
const names = { geofence: (id: number) => (id === 4 ? 'Yard' : undefined) };
const nodes = [
  { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [] } },
  { id: 2, type: 'logic', data: { title: 'Too fast?', name: 'speeding', condition: 'speed > 80' } },
  {
    id: 13,
    type: 'webhook',
    data: { title: 'Tell the van driver', url: 'https://x.example', body: '{"v": {{fuel_level}}}' },
  },
  { id: 21, type: 'geofence', data: { title: 'Gone?', geofence_ids: [4], on: 'leave' } },
];

test.each([
  { words: 'van', ids: [1, 13] },
  { words: 'FUEL_level', ids: [13] },
  { words: 'speeding', ids: [2] },
  { words: '#13', ids: [13] },
  { words: 'logic fast', ids: [2] },
  { words: 'driver nobody', ids: [] },
  { words: 'leaves yard', ids: [21] },
  { words: '', ids: [1, 2, 13, 21] },
])('finds $ids by "$words"', ({ words, ids }) => {
  expect(findNodes(nodes, { library, names }, words).map(({ node }) => node.id)).toEqual(ids);
});
