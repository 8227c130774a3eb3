import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EDGE_TYPES, TIMELINESS } from '@signalbox/flow';

const stepSchema = z.strictObject({
  /** Attributes of the message. */
  attributes: z.record(z.string(), z.json()).default({}),
  timeliness: z.enum(TIMELINESS).default('live'),
  /** Ids of the geofences that the position is in. */
  geofences: z.array(z.int()).default([]),
  /** Instead of a message: the node's timer of this name comes due. */
  timer: z.string().optional(),
  /** Instead of a message: the device's link changes. */
  connection: z.enum(['online', 'offline']).optional(),
  /** Instead of a message: the node's schedule has come to this time. */
  occurrence: z.iso.datetime().optional(),
  /** Seconds since the first step. */
  at_s: z.number().default(0),
  expect: z.strictObject({
    branch: z.union([z.enum(EDGE_TYPES), z.templateLiteral(['case_edge:', z.string()])]).nullable(),
    written: z.record(z.string(), z.json()).default({}),
    /** Each effect holds at least these fields; there are as many as listed. */
    effects: z.array(z.record(z.string(), z.json())).default([]),
  }),
});

const exampleSchema = z.strictObject({
  title: z.string().min(1),
  data: z.record(z.string(), z.json()),
  /** Messages of one source, in order. */
  steps: z.array(stepSchema).min(1),
});

/** Data of a node, and what it does with messages: shown in the docs, run by the tests. */
export type NodeExample = z.infer<typeof exampleSchema>;

/** The examples of the node folder whose test asks. */
export function examplesIn(folder: string): readonly NodeExample[] {
  const path = join(folder, 'examples');
  const files = readdirSync(path)
    .filter((file) => file.endsWith('.json'))
    .sort();
  return files.map((file) => {
    const json: unknown = JSON.parse(readFileSync(join(path, file), 'utf8'));
    return exampleSchema.parse(json);
  });
}
