import { z } from 'zod';

/** Rights of the calls under `/v2`, by the names that integrations know. */
export const PLATFORM_RIGHTS = ['tracker_update', 'tracker_configure', 'tracker_set_output'] as const;

/** What a credential may do. A key or a sub-user holds any subset, the owner holds all. */
export const RIGHTS = [
  ...PLATFORM_RIGHTS,
  'devices_read',
  'devices_write',
  'devices_command',
  'flows_read',
  'flows_write',
  'flows_publish',
  'deliveries_read',
  'deliveries_write',
  'geofences_read',
  'geofences_write',
  'keys_manage',
  'audit_read',
  'secrets_manage',
  'metrics_read',
] as const;

export const rightSchema = z.enum(RIGHTS);
export type Right = z.infer<typeof rightSchema>;

/**
 * Who may call a route: a holder of the right, the owner and no other (`owner`), any known
 * credential (`signed_in`), or `anyone`. Only signing in is for anyone.
 */
export type Access = Right | 'owner' | 'signed_in' | 'anyone';
