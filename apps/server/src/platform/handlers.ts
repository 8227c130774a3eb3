import type { ApiServices } from '../api/services.ts';
import { commandHandlers } from './command-handlers.ts';
import { engineHandlers } from './engine-handlers.ts';
import type { PlatformHandlers } from './handler.ts';
import { outputControlHandlers } from './output-control-handlers.ts';
import { outputHandlers } from './output-handlers.ts';
import { trackerHandlers } from './tracker-handlers.ts';
import { userHandlers } from './user-handlers.ts';

/** The behaviour of every call of `/v2`. */
export function createPlatformHandlers(services: ApiServices): PlatformHandlers {
  return {
    ...outputHandlers(services),
    ...engineHandlers(services),
    ...outputControlHandlers(services),
    ...commandHandlers(services),
    ...trackerHandlers(services),
    ...userHandlers(services),
  };
}
