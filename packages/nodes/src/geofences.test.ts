import type { FlowDocument, FlowNode } from '@signalbox/flow';
import { checkFlow, parseFlow } from '@signalbox/flow';
import { describe, expect, test } from 'vitest';
import { definitionCatalogue } from './index.ts';

/** A flow of one node behind its start. */
function flowOf(type: string, data: FlowNode['data']): FlowDocument {
  const nodes = [
    { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [7] } },
    { id: 2, type, data: { title: 'Second', ...data } },
  ];
  const edges = [{ from: 1, to: 2, type: 'simple_edge' }];
  const { document } = parseFlow({ title: 'F', enabled: true, nodes, edges });
  if (document === undefined) throw new TypeError('The flow is none');
  return document;
}

/** What is said of geofences where 3 is the only one. */
function doubts(type: string, data: FlowNode['data']): readonly string[] {
  const problems = checkFlow(flowOf(type, data), definitionCatalogue, { hasGeofence: (id) => id === 3 });
  return problems.filter(({ code }) => code === 'NODE_GEOFENCE_UNKNOWN').map(({ message }) => message);
}

const GONE = 'asks for the geofence 9, which does not exist: choose another one';

describe('a geofence that does not exist', () => {
  test.each<[string, FlowNode['data']]>([
    ['geofence', { geofence_ids: [3, 9], on: 'enter' }],
    ['logic', { name: 'in', condition: 'speed > 5 and inGeofence(9)' }],
    ['logic', { name: 'in', condition: 'inGeofence(3)', release_condition: 'leaveGeofence(9)' }],
    ['switch', { cases: [{ name: 'a', condition: 'enterGeofence(9)' }] }],
    ['delay', { for_s: 60, cancel_condition: 'inGeofence(9, 1)' }],
    ['action', { actions: [{ type: 'set_output', number: 1, value: true }], guard: 'inGeofence(9)' }],
    ['initiate_attributes', { items: [{ name: 'in', value: 'inGeofence(9) or inGeofence(9)' }] }],
  ])('is doubted once in %s %j', (type, data) => {
    expect(doubts(type, data)).toEqual([expect.stringContaining(GONE)]);
  });

  test('is named with the others that the node asks for', () => {
    expect(doubts('geofence', { geofence_ids: [8, 3, 9], on: 'enter' })).toEqual([
      expect.stringContaining('asks for the geofences 8, 9, which do not exist: choose others'),
    ]);
  });

  test.each<[string, FlowNode['data']]>([
    ['geofence', { geofence_ids: [3], on: 'enter' }],
    ['logic', { name: 'in', condition: 'inGeofence(zone) or distance(1, 9, 1, 9) > 9' }],
    ['logic', { name: 'in', condition: 'inGeofence(9' }],
  ])('is none in %s %j', (type, data) => {
    expect(doubts(type, data)).toEqual([]);
  });

  test('is not doubted where nobody knows the geofences', () => {
    const document = flowOf('geofence', { geofence_ids: [9], on: 'enter' });
    const codes = checkFlow(document, definitionCatalogue).map(({ code }) => code);
    expect(codes).not.toContain('NODE_GEOFENCE_UNKNOWN');
  });
});
