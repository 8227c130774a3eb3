import type { Geofence } from '@signalbox/runtime';
import { z } from 'zod';
import { checkShape, parseJson } from './file-problem.ts';

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

const circle = z.object({ type: z.literal('circle'), center: position, radius_m: z.number().positive() });
const polygon = z.object({
  type: z.literal('Polygon'),
  coordinates: z.array(z.array(position).min(4)).min(1),
});

const fileSchema = z.array(
  z.object({ id: z.int().min(1), shape: z.discriminatedUnion('type', [circle, polygon]) }),
  {
    error:
      'a list of geofences: [{"id": 1, "shape": {"type": "circle", "center": [lng, lat], "radius_m": 100}}]',
  },
);

/**
 * Reads geofences as the API gives them: `[{id, shape}]`, positions `[longitude, latitude]`.
 * @param file for messages
 * @throws {FileProblem}
 */
export function readGeofences(file: string, text: string): readonly Geofence[] {
  return checkShape(file, fileSchema, parseJson(file, text));
}
