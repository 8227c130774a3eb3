import type { Handlers } from '../http/bind-routes.ts';
import { auditHandlers } from './audit-handlers.ts';
import { backupHandlers } from './backup-handlers.ts';
import { commandHandlers } from './command-handlers.ts';
import { controlHandlers } from './control-handlers.ts';
import { deadLetterHandlers } from './dead-letter-handlers.ts';
import { deliveryHandlers } from './delivery-handlers.ts';
import { deviceHandlers } from './device-handlers.ts';
import { flowHandlers } from './flow-handlers.ts';
import { flowTestHandlers } from './flow-test-handlers.ts';
import { geofenceHandlers } from './geofence-handlers.ts';
import { keyHandlers } from './key-handlers.ts';
import type { ApiServices } from './services.ts';
import { passwordHandlers } from './password-handlers.ts';
import { quarantineHandlers } from './quarantine-handlers.ts';
import { secretHandlers } from './secret-handlers.ts';
import { sessionHandlers } from './session-handlers.ts';
import { switchHandlers } from './switch-handlers.ts';
import { telemetryHandlers } from './telemetry-handlers.ts';
import { traceHandlers } from './trace-handlers.ts';
import { userHandlers } from './user-handlers.ts';

/** The behaviour of every operation of the management API. */
export function createHandlers(services: ApiServices): Handlers {
  return {
    ...sessionHandlers(services),
    ...deviceHandlers(services),
    ...telemetryHandlers(services),
    ...commandHandlers(services),
    ...controlHandlers(services),
    ...flowHandlers(services),
    ...flowTestHandlers(services),
    ...deliveryHandlers(services),
    ...deadLetterHandlers(services),
    ...geofenceHandlers(services),
    ...auditHandlers(services),
    ...quarantineHandlers(services),
    ...backupHandlers(services),
    ...switchHandlers(services),
    ...traceHandlers(services),
    ...keyHandlers(services),
    ...secretHandlers(services),
    ...userHandlers(services),
    ...passwordHandlers(services),
  };
}
