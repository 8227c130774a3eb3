import { z } from 'zod';

/** What a credential may do on `/api`. A key holds any subset, the owner holds all. */
export const RIGHTS = [
  'devices_read',
  'devices_write',
  'flows_read',
  'flows_write',
  'flows_publish',
  'deliveries_read',
  'deliveries_write',
  'geofences_read',
  'geofences_write',
  'keys_manage',
  'metrics_read',
] as const;

export const rightSchema = z.enum(RIGHTS);
export type Right = z.infer<typeof rightSchema>;

/**
 * Who may call a route: a holder of the right, any known credential (`signed_in`), or
 * `anyone`. Only signing in is for anyone.
 */
export type Access = Right | 'signed_in' | 'anyone';
