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
 * Who may call a route: a holder of the right, or of all of several; the owner and no other
 * (`owner`), any known credential (`signed_in`), or `anyone`. Only signing in is for anyone.
 */
export type Access = Right | readonly Right[] | 'owner' | 'signed_in' | 'anyone';

/** The rights that an access asks for, all of them; none where it asks for something else. */
export function rightsFor(access: Access): readonly Right[] {
  return RIGHTS.filter((right) => right === access || (typeof access === 'object' && access.includes(right)));
}
