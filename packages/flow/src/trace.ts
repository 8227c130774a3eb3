import { z } from 'zod';
import type { JsonValue } from './message.ts';
import { TIMELINESS } from './timeliness.ts';

/*
 * Why a flow did what it did with one input, as data: kinds and figures, no prose. It is kept, sent
 * and shown as it is; words are made where people read, in one place, so that they can be translated.
 */

/** The shape of a trace. Raised when one that was kept could no longer be read. */
export const TRACE_SHAPE = 1;

/** `failed`: a node threw; `fired`: the flow asked for something; else `not_fired`. */
export const TRACE_OUTCOMES = ['fired', 'not_fired', 'failed'] as const;
export type TraceOutcome = (typeof TRACE_OUTCOMES)[number];

const json: z.ZodType<JsonValue, JsonValue> = z.json();
const milliseconds = z.number();
/** ISO 8601 in UTC. */
const instant = z.iso.datetime();

/** A part of a formula with the value that it had. */
export interface FormulaPart {
  readonly text: string;
  readonly value: JsonValue;
  readonly children: readonly FormulaPart[];
}

const formulaPartSchema: z.ZodType<FormulaPart, FormulaPart> = z
  .object({ text: z.string(), value: json, children: z.array(z.lazy(() => formulaPartSchema)).readonly() })
  .meta({ id: 'FormulaPart' });

const formulaFact = z.object({
  kind: z.literal('formula'),
  /** The field of the node's data that holds it, as in `cases[0].condition`. */
  field: z.string(),
  tree: formulaPartSchema,
  /** What it decides, where it does; `null` is neither. */
  truth: z.boolean().nullable(),
  /** Attributes without a value, where the formula came to none. */
  missing: z.array(z.string()).readonly(),
});

/** Facts of conditions that count time (design §5). */
const conditionFacts = [
  /** The first result: a starting point, no change. */
  z.object({ kind: z.literal('baseline'), result: z.boolean() }),
  /** Taken once per change, and there was none. */
  z.object({ kind: z.literal('unchanged'), result: z.boolean() }),
  /** The result became this with this input. */
  z.object({ kind: z.literal('changed'), result: z.boolean() }),
  /** The result will become this when the signal has lasted for so long. */
  z.object({ kind: z.literal('holding'), result: z.boolean(), for_ms: milliseconds, of_ms: milliseconds }),
  /** The device was silent for too long: what was counted before it does not count. */
  z.object({ kind: z.literal('gap'), gap_ms: milliseconds, max_gap_ms: milliseconds }),
  z.object({ kind: z.literal('cooling'), until: instant }),
] as const;

const placeFacts = [
  /** The message has no position: without a fix it is not known. */
  z.object({ kind: z.literal('no_position') }),
  z.object({
    kind: z.literal('position'),
    latitude: z.number(),
    longitude: z.number(),
    inside: z.array(z.int()).readonly(),
    outside: z.array(z.int()).readonly(),
    /** Geofences that do not exist. */
    unknown: z.array(z.int()).readonly(),
  }),
  z.object({
    kind: z.literal('clock'),
    zone: z.string(),
    /** 1 is Monday. */
    weekday: z.int(),
    /** As in 06:30. */
    time: z.string(),
    within: z.boolean(),
  }),
] as const;

const passageFacts = [
  z.object({
    kind: z.literal('limit'),
    passed: z.int(),
    max: z.int(),
    per_ms: milliseconds,
    /** When the next one may pass, where this one may not; else `null`. */
    next_at: instant.nullable(),
  }),
  z.object({
    kind: z.literal('wait'),
    /** `idle`: nothing waits, as when it was called off. */
    phase: z.enum(['begins', 'goes_on', 'ends', 'called_off', 'idle']),
    of_ms: milliseconds,
  }),
  z.object({
    kind: z.literal('silence'),
    /** `listens`: silence has not begun to count before; `broken`: messages came meanwhile. */
    phase: z.enum(['listens', 'goes_on', 'broken', 'silent']),
    after_ms: milliseconds,
    last_at: instant.nullable(),
  }),
  z.object({
    kind: z.literal('connection'),
    change: z.enum(['online', 'offline']),
    wanted: z.enum(['online', 'offline']),
    /** It was so before: as after a restart of the server. */
    repeated: z.boolean(),
  }),
] as const;

const actionFacts = [
  /** Records of the past move nothing unless the node asks for it (design §3). */
  z.object({
    kind: z.literal('too_old_to_act'),
    timeliness: z.enum(TIMELINESS),
    age_ms: milliseconds.nullable(),
    /** What the node allows beside its timeliness; `null` for nothing. */
    max_age_ms: milliseconds.nullable(),
  }),
  /** A late record: only nodes that take such ran. */
  z.object({ kind: z.literal('history_only') }),
  /** An attribute that is not written: its value or a time of it is no value. */
  z.object({ kind: z.literal('not_written'), name: z.string() }),
] as const;

/** The explanation itself failed. The node ran nevertheless. */
const unexplainedFact = z.object({ kind: z.literal('unexplained'), reason: z.string() });

const traceFactSchema = z
  .discriminatedUnion('kind', [
    formulaFact,
    ...conditionFacts,
    ...placeFacts,
    ...passageFacts,
    ...actionFacts,
    unexplainedFact,
  ])
  .meta({ id: 'TraceFact' });
/** One reason why a node did what it did. */
export type TraceFact = z.infer<typeof traceFactSchema>;
export type FormulaFact = z.infer<typeof formulaFact>;

const traceInputSchema = z.object({
  kind: z.enum(['message', 'timer', 'outcome', 'connection', 'schedule', 'begin']),
  /** The node whose timer, delivery, schedule or beginning it is; else `null`. */
  node_id: z.int().nullable(),
  /** The timer, the delivery, or what the link became. */
  detail: z.string().nullable(),
});
export type TraceInput = z.infer<typeof traceInputSchema>;

/**
 * `not_needed`: the device was so already, or had been asked already; `paused`: the flow had asked for too
 * much and was paused for the source.
 */
const UNSENT_REASONS = ['not_needed', 'paused'] as const;
export type UnsentReason = (typeof UNSENT_REASONS)[number];

const nodeVisitSchema = z.object({
  node_id: z.int(),
  type: z.string(),
  /** `trigger`: the flow starts here; `watch`: no wire led here, the node looks at every message. */
  started_by: z.enum(['trigger', 'wire', 'timer', 'watch']),
  /** Wires that led here. */
  arrived_by: z.array(z.object({ node_id: z.int(), branch: z.string() })),
  /** Attributes that the node reads, as they were before it ran. */
  inputs: z.array(
    z.object({
      name: z.string(),
      value: json,
      /** `null` when the device never gave a value. */
      age_ms: milliseconds.nullable(),
      /** There is a value, but older than the flow allows: it counts as none. */
      stale: z.boolean(),
    }),
  ),
  /** The way out that was taken; `null` for none. */
  branch: z.string().nullable(),
  facts: z.array(traceFactSchema),
  effects: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['command', 'webhook']),
      /** Why it became no delivery; `null` when it did. */
      unsent: z.enum(UNSENT_REASONS).nullable(),
    }),
  ),
  written: z.array(z.object({ name: z.string(), value: json })),
  /** What the node failed with, a fault of the program. */
  fault: z.string().nullable(),
});
export type NodeVisit = z.infer<typeof nodeVisitSchema>;

/** What is kept as one text. */
export const traceBodySchema = z.object({
  input: traceInputSchema,
  visits: z.array(nodeVisitSchema),
  /** Visits beyond those that are kept. */
  visits_left_out: z.int(),
});
export type TraceBody = z.infer<typeof traceBodySchema>;

/** What one flow did with one input of one source. */
export interface FlowTrace {
  readonly flowId: number;
  readonly flowVersion: number;
  readonly sourceId: number;
  /** Server time of the decision, Unix ms. */
  readonly at: number;
  /** Device time of the message, Unix ms; `null` when there is none. */
  readonly messageTime: number | null;
  readonly timeliness: (typeof TIMELINESS)[number];
  readonly outcome: TraceOutcome;
  readonly body: TraceBody;
}
