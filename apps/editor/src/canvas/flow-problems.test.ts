import { definitionCatalogue } from '@signalbox/nodes';
import { expect, test } from 'vitest';
import { fixtureDocument } from '../testing/fixture-nodes.ts';
import { errorsFirst } from './flow-problems.ts';
import { createEditorSession } from './session.ts';

test('what keeps a flow from running is listed first, else in the order it came', () => {
  const warning = { severity: 'warning', message: 'a' } as const;
  const error = { severity: 'error', message: 'b' } as const;
  const other = { severity: 'error', message: 'c' } as const;
  expect(errorsFirst([warning, error, other])).toEqual([error, other, warning]);
});

test('a geofence is doubted once all are known, until it is one of them', () => {
  const nodes = [{ id: 2, type: 'geofence', data: { title: 'In?', geofence_ids: [9], on: 'enter' } }];
  const library = { ...definitionCatalogue, list: [] };
  const { names, problems } = createEditorSession({ ...fixtureDocument(), nodes, edges: [] }, library);
  const isDoubted = () => problems.getState().list.some(({ code }) => code === 'NODE_GEOFENCE_UNKNOWN');
  expect(isDoubted()).toBe(false);
  names.setState({ geofence: () => undefined, areGeofencesKnown: true });
  expect(isDoubted()).toBe(true);
  expect(problems.getState().marks.get(2)?.severity).toBe('warning');
  names.setState({ geofence: (id) => (id === 9 ? 'Yard' : undefined), areGeofencesKnown: true });
  expect(isDoubted()).toBe(false);
});
