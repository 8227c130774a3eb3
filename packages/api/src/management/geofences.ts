import { z } from 'zod';
import { entityId, idParams, label, noContent, timestamp } from './common.ts';
import { defineRoute } from './route.ts';

/** `[longitude, latitude]` in degrees, as GeoJSON has it. */
const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).readonly();

const ring = z
  .array(position)
  .min(4)
  .max(10_000)
  .refine(isClosed, { error: 'a ring must end where it begins' })
  .readonly();

function isClosed(positions: readonly (readonly [number, number])[]): boolean {
  const first = positions[0];
  const last = positions.at(-1);
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
}

/** A polygon (GeoJSON, RFC 7946: outer ring first, then holes) or a circle. */
export const geofenceShapeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1).max(100).readonly() }),
  z.object({ type: z.literal('circle'), center: position, radius_m: z.number().positive().max(1_000_000) }),
]);
export type GeofenceShape = z.infer<typeof geofenceShapeSchema>;

export const geofenceSchema = z
  .object({ id: entityId, label: z.string(), shape: geofenceShapeSchema, created_at: timestamp })
  .meta({ id: 'Geofence' });
export type Geofence = z.infer<typeof geofenceSchema>;

const geofenceBody = z.object({ label, shape: geofenceShapeSchema });

export const geofenceRoutes = {
  listGeofences: defineRoute({
    method: 'GET',
    path: '/api/geofences',
    access: 'geofences_read',
    summary: 'Lists all geofences',
    status: 200,
    response: z.object({ list: z.array(geofenceSchema) }),
  }),
  createGeofence: defineRoute({
    method: 'POST',
    path: '/api/geofences',
    access: 'geofences_write',
    summary: 'Makes a geofence',
    body: geofenceBody,
    status: 201,
    response: geofenceSchema,
  }),
  getGeofence: defineRoute({
    method: 'GET',
    path: '/api/geofences/{id}',
    access: 'geofences_read',
    summary: 'Shows a geofence',
    params: idParams,
    status: 200,
    response: geofenceSchema,
  }),
  updateGeofence: defineRoute({
    method: 'PATCH',
    path: '/api/geofences/{id}',
    access: 'geofences_write',
    summary: 'Renames or redraws a geofence',
    params: idParams,
    body: geofenceBody.partial(),
    status: 200,
    response: geofenceSchema,
  }),
  deleteGeofence: defineRoute({
    method: 'DELETE',
    path: '/api/geofences/{id}',
    access: 'geofences_write',
    summary: 'Deletes a geofence; formulas that name it have no value from then on',
    params: idParams,
    status: 204,
    response: noContent,
  }),
};
