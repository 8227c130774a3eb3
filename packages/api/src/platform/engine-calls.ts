import { z } from 'zod';
import { definePlatformCall } from './call.ts';
import { done, success, trackerId } from './fields.ts';

const actsOnTracker = { unknown: 204, blocked: true, clone: true } as const;

export const engineCalls = {
  'tracker/engine_immobilizer/read': definePlatformCall({
    path: 'tracker/engine_immobilizer/read',
    summary: 'Tells whether the engine is stopped, as the device last reported',
    credential: 'any',
    rights: [],
    parameters: z.object({ tracker_id: trackerId }),
    response: z.object({ success, enabled: z.boolean() }),
    tracker: actsOnTracker,
    errors: [214],
  }),
  'tracker/engine_immobilizer/set': definePlatformCall({
    path: 'tracker/engine_immobilizer/set',
    summary: 'Stops the engine as soon as it is safe, or frees it; the device must be online',
    credential: 'any',
    rights: ['tracker_set_output'],
    parameters: z.object({
      tracker_id: trackerId,
      enabled: z.boolean().describe('True stops the engine'),
    }),
    response: done,
    tracker: actsOnTracker,
    errors: [214, 213],
  }),
};
