import { z } from 'zod';
import { definePlatformCall } from './call.ts';
import { done, success, trackerId } from './fields.ts';

const actsOnTracker = { unknown: 201, blocked: true, clone: true } as const;

export const ledCalls = {
  'tracker/led/read': definePlatformCall({
    path: 'tracker/led/read',
    summary: 'Tells whether the LED is on: as last acknowledged or reported, off before that',
    credential: 'any',
    rights: [],
    parameters: z.object({ tracker_id: trackerId }),
    response: z.object({ success, value: z.boolean() }),
    tracker: actsOnTracker,
    errors: [214, 213],
  }),
  'tracker/led/update': definePlatformCall({
    path: 'tracker/led/update',
    summary: 'Switches the LED; the device must be online',
    credential: 'any',
    rights: [],
    parameters: z.object({ tracker_id: trackerId, value: z.boolean().describe('True switches it on') }),
    response: done,
    tracker: actsOnTracker,
    errors: [214, 213],
  }),
};
