import { z } from 'zod';
import { definePlatformCall } from './call.ts';
import { done, success, trackerId } from './fields.ts';

const actsOnTracker = { unknown: 204, blocked: true, clone: true } as const;

export const outputCalls = {
  'tracker/output/set': definePlatformCall({
    path: 'tracker/output/set',
    summary: 'Changes the state of one output; the device must be online',
    credential: 'any',
    rights: ['tracker_set_output'],
    parameters: z.object({
      tracker_id: trackerId,
      output: z.int().positive().describe('Number of the output, from 1'),
      enable: z.boolean().describe('True switches it on'),
    }),
    response: done,
    tracker: actsOnTracker,
    errors: [214, 213],
  }),
  'tracker/output/set_all': definePlatformCall({
    path: 'tracker/output/set_all',
    summary: 'Changes the states of all outputs; the device must be online',
    credential: 'any',
    rights: ['tracker_set_output'],
    parameters: z.object({
      tracker_id: trackerId,
      outputs: z.array(z.boolean()).max(1000).describe('Wanted state of every output, output 1 first'),
    }),
    response: done,
    tracker: actsOnTracker,
    errors: [214, 213],
  }),
  'tracker/get_outputs': definePlatformCall({
    path: 'tracker/get_outputs',
    summary: 'Lists the names of the outputs; their states are in tracker/get_state',
    credential: 'any',
    rights: [],
    parameters: z.object({ tracker_id: trackerId }),
    response: z.object({
      success,
      result: z.array(z.object({ number: z.int().positive(), title: z.string() })),
    }),
    tracker: { unknown: 201, blocked: true, clone: false },
    errors: [],
  }),
};
