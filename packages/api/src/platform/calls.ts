import { engineCalls } from './engine-calls.ts';
import { ledCalls } from './led-calls.ts';
import { outputCalls } from './output-calls.ts';
import { outputControlCalls } from './output-control-calls.ts';
import { trackerCalls } from './tracker-calls.ts';
import { userCalls } from './user-calls.ts';

/** Every call of `/v2` by its path. */
export const platformCalls = {
  ...outputCalls,
  ...engineCalls,
  ...ledCalls,
  ...outputControlCalls,
  ...trackerCalls,
  ...userCalls,
};

export type PlatformCalls = typeof platformCalls;
export type PlatformPath = keyof PlatformCalls;
