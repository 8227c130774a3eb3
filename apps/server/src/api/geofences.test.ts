import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const circle = { type: 'circle' as const, center: [13.4, 52.5] as const, radius_m: 200 };
const square = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ] as const,
  ],
};

test('publishing and checking warn of a geofence that does not exist', async () => {
  const { id: geofenceId } = await server.owner.createGeofence({ body: { label: 'Yard', shape: circle } });
  const flow = (condition: string) => ({
    title: 'In',
    enabled: true,
    nodes: [
      { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: [1] } },
      { id: 2, type: 'logic', data: { title: 'In?', name: 'in', condition } },
    ],
    edges: [{ from: 1, to: 2, type: 'simple_edge' as const }],
  });
  const unknown = { code: 'NODE_GEOFENCE_UNKNOWN', severity: 'warning', node_ids: [2] };
  const missing = flow('inGeofence(999999)');
  expect((await server.owner.checkFlow({ body: missing })).problems).toContainEqual(
    expect.objectContaining(unknown),
  );
  const { id } = await server.owner.createFlow({ body: missing });
  const { problems } = await server.owner.publishFlow({ params: { id } });
  expect(problems).toContainEqual(expect.objectContaining(unknown));
  const there = await server.owner.checkFlow({ body: flow(`inGeofence(${geofenceId})`) });
  expect(there.problems.map(({ code }) => code)).not.toContain('NODE_GEOFENCE_UNKNOWN');
});

describe('geofences', () => {
  test.each([circle, square])('are made of a $type, changed and deleted', async (shape) => {
    const { id } = await server.owner.createGeofence({ body: { label: 'Yard', shape } });
    expect(await server.owner.getGeofence({ params: { id } })).toMatchObject({ label: 'Yard', shape });

    await server.owner.updateGeofence({ params: { id }, body: { label: 'Depot' } });
    expect((await server.owner.listGeofences()).list).toContainEqual(
      expect.objectContaining({ id, label: 'Depot', shape }),
    );

    await server.owner.deleteGeofence({ params: { id } });
    await expect(server.owner.getGeofence({ params: { id } })).rejects.toMatchObject({
      problem: { status: 404 },
    });
  });

  test.each([
    [
      'an open ring',
      {
        ...square,
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 1],
          ],
        ],
      },
    ],
    [
      'a ring of three positions',
      {
        ...square,
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [0, 0],
          ],
        ],
      },
    ],
    [
      'a ring that crosses itself',
      {
        ...square,
        coordinates: [
          [
            [0, 0],
            [2, 2],
            [2, 0],
            [0, 2],
            [0, 0],
          ],
        ],
      },
    ],
    ['latitude before longitude', { ...circle, center: [52.5, 113.4] }],
    ['no radius', { ...circle, radius_m: 0 }],
    ['another type', { type: 'Point', coordinates: [0, 0] }],
    ['text', 'POLYGON((0 0))'],
  ])('are not made of %s', async (_, shape) => {
    const payload = { label: 'Yard', shape };
    const response = await server.request(
      { method: 'POST', url: '/api/geofences', payload },
      server.keyWith('geofences_write'),
    );
    expect(response.statusCode).toBe(400);
  });

  test('that cross themselves are refused with the place, and those stored before go on and can be renamed', async () => {
    const bow = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [0, 0],
          [2, 2],
          [2, 0],
          [0, 2],
          [0, 0],
        ] as const,
      ],
    };
    const { id } = server.storage.geofences.create({ label: 'Old', shape: bow });
    const refused = server.owner.updateGeofence({ params: { id }, body: { shape: bow } });
    await expect(refused).rejects.toMatchObject({
      problem: {
        code: 'invalid_input',
        errors: [
          {
            path: 'body.shape.coordinates',
            message: expect.stringContaining('crosses or touches itself at longitude 1, latitude 1'),
          },
        ],
      },
    });
    const renamed = await server.owner.updateGeofence({ params: { id }, body: { label: 'Older' } });
    expect(renamed).toMatchObject({ label: 'Older', shape: bow });
  });
});
