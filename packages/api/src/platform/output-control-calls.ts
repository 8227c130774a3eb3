import { z } from 'zod';
import { definePlatformCall } from './call.ts';
import { done, id, line, success, trackerId } from './fields.ts';
import {
  command,
  commandContent,
  commandUpdate,
  outputControl,
  outputControlContent,
  outputControlUpdate,
} from './output-control.ts';

const actsOnTracker = { unknown: 201, blocked: true, clone: true } as const;

const trackers = z
  .array(id)
  .max(10_000)
  .optional()
  .describe('Whose to list; all trackers when left out or empty');

/** Calls as they are named since output controls were renamed to commands. */
const commandCalls = {
  'tracker/command/create': definePlatformCall({
    path: 'tracker/command/create',
    summary: 'Creates a command of a tracker: the later name of an output control',
    credential: 'any',
    rights: ['tracker_update'],
    parameters: z.object({ tracker_id: trackerId, command: commandContent }),
    response: z.object({ success, id }),
    tracker: actsOnTracker,
    errors: [268],
  }),
  'tracker/command/update': definePlatformCall({
    path: 'tracker/command/update',
    summary: 'Replaces a command',
    credential: 'any',
    rights: ['tracker_update'],
    parameters: z.object({ tracker_id: trackerId, command: commandUpdate }),
    response: done,
    tracker: actsOnTracker,
    errors: [201],
  }),
  'tracker/command/execute': definePlatformCall({
    path: 'tracker/command/execute',
    summary: 'Runs a command now',
    credential: 'any',
    rights: ['tracker_configure', 'tracker_set_output'],
    parameters: z.object({
      tracker_id: trackerId,
      command_id: id,
      param: line(1, 500)
        .optional()
        .describe('Takes the place of <> in the command; needed where it has one'),
    }),
    response: done,
    tracker: actsOnTracker,
    errors: [201, 214],
  }),
  'tracker/command/delete': definePlatformCall({
    path: 'tracker/command/delete',
    summary: 'Deletes a command',
    credential: 'any',
    rights: ['tracker_update'],
    parameters: z.object({ tracker_id: trackerId, command_id: id }),
    response: done,
    tracker: actsOnTracker,
    errors: [201],
  }),
  'tracker/batch_get_commands': definePlatformCall({
    path: 'tracker/batch_get_commands',
    summary: 'Lists the commands of trackers',
    credential: 'any',
    rights: ['tracker_update'],
    parameters: z.object({ trackers }),
    response: z.object({ result: z.record(z.string(), z.array(command)), success }),
    errors: [],
  }),
};

export const outputControlCalls = {
  'tracker/output_control/create': definePlatformCall({
    path: 'tracker/output_control/create',
    summary: 'Creates an output control of a tracker',
    credential: 'any',
    rights: ['tracker_update'],
    parameters: z.object({ tracker_id: trackerId, output_control: outputControlContent }),
    response: z.object({ success, value: outputControl }),
    tracker: actsOnTracker,
    errors: [268],
  }),
  'tracker/output_control/update': definePlatformCall({
    path: 'tracker/output_control/update',
    summary: 'Replaces an output control',
    credential: 'any',
    rights: ['tracker_update'],
    parameters: z.object({ tracker_id: trackerId, output_control: outputControlUpdate }),
    response: z.object({ success, value: outputControl }),
    tracker: actsOnTracker,
    errors: [201],
  }),
  'tracker/output_control/execute': definePlatformCall({
    path: 'tracker/output_control/execute',
    summary: 'Runs an output control now: sends its command, or calls its URL',
    credential: 'any',
    rights: ['tracker_update'],
    parameters: z.object({ tracker_id: trackerId, id }),
    response: done,
    tracker: actsOnTracker,
    errors: [201, 214],
  }),
  'tracker/output_control/delete': definePlatformCall({
    path: 'tracker/output_control/delete',
    summary: 'Deletes an output control',
    credential: 'any',
    rights: ['tracker_update'],
    parameters: z.object({ tracker_id: trackerId, id }),
    response: done,
    tracker: actsOnTracker,
    errors: [201],
  }),
  'tracker/batch_get_output_controls': definePlatformCall({
    path: 'tracker/batch_get_output_controls',
    summary: 'Lists the output controls of trackers',
    credential: 'any',
    rights: ['tracker_update'],
    parameters: z.object({ trackers }),
    response: z.object({ result: z.record(z.string(), z.array(outputControl)), success }),
    errors: [],
  }),
  ...commandCalls,
};
