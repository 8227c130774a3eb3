import { TIMELINESS } from '@signalbox/flow';
import type { JsonValue } from '@signalbox/flow';
import { z } from 'zod';
import { entityId, idParams, timestamp } from './common.ts';
import { flowBody } from './flows.ts';
import { defineRoute } from './route.ts';
import { traceDetailSchema } from './traces.ts';

/** Records that one test takes at most. */
export const MAX_TESTED_RECORDS = 5000;

/** How far a test may let time pass after pasted records, s. */
export const MAX_TEST_WAIT_S = 7 * 86_400;

const count = z.int().min(0);

/** Read by the decoder, piece by piece: to look into all of them at once would hold up everything else. */
const pastedRecord = z
  .custom<{ readonly [key: string]: JsonValue }>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    { error: 'must be a record: a JSON object' },
  )
  .meta({ type: 'object', description: 'A record of a device.' });

/** Which messages the flow is tested with. */
const testedMessagesSchema = z.discriminatedUnion('from', [
  z.object({ from: z.literal('last'), count: z.int().min(1).max(MAX_TESTED_RECORDS).default(200) }),
  /** By the device's time, inclusive. */
  z.object({ from: z.literal('range'), start: timestamp, end: timestamp }),
  z.object({
    from: z.literal('pasted'),
    /** NGP records, or records as `GET /api/devices/{id}/records` gives them; `server_time` says when it came. */
    records: z.array(pastedRecord).min(1).max(MAX_TESTED_RECORDS),
    /** Time passes for so long after the last of them. */
    wait_s: z.number().min(0).max(MAX_TEST_WAIT_S).default(0),
  }),
]);

export const flowTestRequestSchema = z.object({
  /** The draft as it is drawn, saved or not. */
  document: flowBody(),
  tracker_id: entityId,
  messages: testedMessagesSchema,
  /** Stored messages before the first that are decided too, so that the flow knows what was before, and counted nowhere. */
  run_in: z.int().min(0).max(1000).default(100),
  /** How every delivery is taken to end, at once; `open`: what follows on success or failure does not run. */
  ends: z.enum(['success', 'failure', 'open']).default('success'),
  /** Whether to say what the published version would have done otherwise. */
  compare: z.boolean().default(true),
});
export type FlowTestRequest = z.input<typeof flowTestRequestSchema>;

const testedActionSchema = z
  .object({
    /** Server time at which it would have been asked for. */
    at: timestamp,
    /** Device time of the message behind it; `null` when it was no message. */
    message_time: timestamp.nullable(),
    node_id: z.int(),
    /** Number of the step behind it; those among `steps` can be shown. */
    step: count,
    kind: z.enum(['command', 'webhook']),
    /** As `output 1 on`, or the method and address of a webhook. */
    summary: z.string(),
    /** The device of a command; `null` when it is gone, or for a webhook. */
    tracker_id: entityId.nullable(),
    /** What a webhook would have sent; secrets are places. `null` beyond the first. */
    request: z.object({ url: z.string(), body: z.string().nullable() }).nullable(),
    /** Why the device can never take it. */
    refusal: z.string().nullable(),
    /** Formulas that must be true when it is sent. */
    guards: z.array(z.string()),
    /** What they said together at that time; `null`: no value, or another device is asked. */
    guarded: z.boolean().nullable(),
  })
  .meta({ id: 'TestedAction' });
export type TestedActionOnWire = z.infer<typeof testedActionSchema>;

const testedStepSchema = traceDetailSchema
  .pick({
    outcome: true,
    at: true,
    message_time: true,
    age_ms: true,
    timeliness: true,
    input: true,
    last_node_id: true,
    visits: true,
    visits_left_out: true,
  })
  .extend({ step: count })
  .meta({ id: 'TestedStep' });
export type TestedStepOnWire = z.infer<typeof testedStepSchema>;

const testedNodeSchema = z.object({
  node_id: z.int(),
  /** How often it ran. */
  in: count,
  /** How often it was left by each port. */
  out: z.record(z.string(), count),
  actions: count,
  /** Actions that would not have gone out. */
  unsent: count,
  faults: count,
});

const changedAction = z.object({ before: testedActionSchema, after: testedActionSchema });

const comparisonSchema = z.object({
  /** The published version. */
  version: z.int(),
  /** Whether it chooses the device. */
  chooses_device: z.boolean(),
  same: count,
  added: z.array(testedActionSchema),
  removed: z.array(testedActionSchema),
  /** The same at another time, at most an hour apart. */
  moved: z.array(changedAction),
  /** At the same time, with other content or guards. */
  changed: z.array(changedAction),
  /** Entries beyond those of the lists. */
  left_out: count,
  /** Only actions before it were compared, where there were too many; `null` for all. */
  until: timestamp.nullable(),
});

export const flowTestResultSchema = z
  .object({
    /** False: it was run as though it did. */
    chooses_device: z.boolean(),
    records: z.object({
      counted: count,
      run_in: count,
      timeliness: z.partialRecord(z.enum(TIMELINESS), count),
      /** Device times of the first and the last. */
      first: timestamp.nullable(),
      last: timestamp.nullable(),
      /** There are older ones than a test takes, by their number or their size together. */
      has_older: z.boolean(),
    }),
    /** Up to when time passed. */
    until: timestamp,
    nodes: z.array(testedNodeSchema),
    actions: z.array(testedActionSchema),
    action_count: count,
    /** How many there are of what is asked most, also beyond those listed; most frequent first. */
    action_kinds: z.array(z.object({ summary: z.string(), count })),
    /** Actions that would not have gone out. */
    unsent: z.object({
      /** The device is so already, or was asked already. */
      not_needed: count,
      /** The flow asks for too much and would be paused for the device. */
      paused: count,
    }),
    faults: z.array(z.object({ node_id: z.int(), message: z.string() })),
    steps: z.array(testedStepSchema),
    /** Steps that asked for something or failed and are not among them. */
    steps_left_out: count,
    /** Ends of deliveries that were not run: too much followed from one message, timer or schedule. */
    outcomes_left_out: count,
    /** `null` when it was not asked for, nothing is published, or what is published cannot run. */
    comparison: comparisonSchema.nullable(),
  })
  .meta({ id: 'FlowTestResult' });
export type FlowTestResult = z.infer<typeof flowTestResultSchema>;

export const flowTestRoutes = {
  testFlow: defineRoute({
    method: 'POST',
    path: '/api/flows/{id}/test',
    // A formula of a draft can ask of any geofence whether a place lies in it.
    access: ['flows_read', 'devices_read', 'geofences_read'],
    summary: 'Runs a draft over messages of a device; nothing is sent, kept or counted',
    params: idParams,
    body: flowTestRequestSchema,
    status: 200,
    response: flowTestResultSchema,
  }),
};
