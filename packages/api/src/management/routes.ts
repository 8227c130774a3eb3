import { auditRoutes } from './audit.ts';
import { backupRoutes } from './backups.ts';
import { controlRoutes } from './controls.ts';
import { deliveryRoutes } from './deliveries.ts';
import { deviceCommandRoutes } from './device-commands.ts';
import { deviceRoutes } from './devices.ts';
import { flowTestRoutes } from './flow-tests.ts';
import { flowRoutes } from './flows.ts';
import { geofenceRoutes } from './geofences.ts';
import { keyRoutes } from './keys.ts';
import { quarantineRoutes } from './quarantine.ts';
import { secretRoutes } from './secrets.ts';
import { sessionRoutes } from './session.ts';
import { switchRoutes } from './switches.ts';
import { traceRoutes } from './traces.ts';
import { userRoutes } from './users.ts';

/**
 * Every JSON route of `/api` by its operation name. The server validates with it, the client
 * and the OpenAPI document are made from it. Live events and the document itself are streams
 * and files, not JSON routes.
 */
export const routes = {
  ...sessionRoutes,
  ...deviceRoutes,
  ...deviceCommandRoutes,
  ...controlRoutes,
  ...flowRoutes,
  ...flowTestRoutes,
  ...deliveryRoutes,
  ...geofenceRoutes,
  ...switchRoutes,
  ...backupRoutes,
  ...auditRoutes,
  ...quarantineRoutes,
  ...traceRoutes,
  ...keyRoutes,
  ...secretRoutes,
  ...userRoutes,
};

export type Routes = typeof routes;
export type Operation = keyof Routes;
