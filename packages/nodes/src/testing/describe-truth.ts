import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { JsonValue, NodeDefinition, NodeRuntime, TraceFact } from '@signalbox/flow';
import { TIMELINESS, traceBodySchema } from '@signalbox/flow';
import { FakeSource, TEST_TIME } from './fake-context.ts';
import type { FakeWorld } from './fake-context.ts';

const stepSchema = z.strictObject({
  /** Seconds since the first step, event time and server time alike. */
  at_s: z.number(),
  /** What the message says; the node's test knows how. */
  in: z.json().optional(),
  timeliness: z.enum(TIMELINESS).default('live'),
  /** Instead of a message: the node's timer of this name comes due, which it must have set to now. */
  due: z.string().optional(),
  /** Instead of a message: the node begins to watch the device. */
  begins: z.literal(true).optional(),
  /** The wire taken: `then`, `else`, `next`, the name of a case, or none. */
  wire: z.string().nullable(),
  /** What the node wrote. */
  result: z.json().optional(),
});

const tablesSchema = z.array(
  z.strictObject({
    title: z.string(),
    data: z.record(z.string(), z.json()),
    steps: z.array(stepSchema),
  }),
);

/** The truth tables of a `truth.json`. */
export function readTruthTables(text: string): z.infer<typeof tablesSchema> {
  return tablesSchema.parse(JSON.parse(text));
}

type Step = z.infer<typeof stepSchema>;

interface TruthOptions<Data> {
  readonly definition: NodeDefinition<Data>;
  readonly runtime: NodeRuntime<Data>;
  /** The node's folder: its `truth.json` is run, and shown in its README by `npm run sync`. */
  readonly folder: string;
  /** Data that all tables share. */
  readonly base: object;
  /** A message as the table's `in` says it. */
  readonly message: (input: JsonValue) => FakeWorld;
}

/** Runs the truth tables of a node type row by row. */
export function describeTruth<Data>(options: TruthOptions<Data>): void {
  const text = readFileSync(join(options.folder, 'truth.json'), 'utf8');
  describe(`${options.definition.type} does what its truth tables say`, () => {
    test.each(readTruthTables(text))('$title', ({ data, steps }) => {
      const parsed = options.definition.schema.parse({ ...options.base, ...data });
      const run = options.runtime.prepare(parsed);
      const explain = options.runtime.prepareExplain?.(parsed);
      const source = new FakeSource();
      for (const step of steps) {
        const context = source.nextRun(worldOf(options, step, source));
        const facts = explain?.(context) ?? null;
        const branch = run(context);
        const result = context.written.at(-1)?.value;
        expect({ at_s: step.at_s, wire: wireOf(branch), result }).toEqual({
          at_s: step.at_s,
          wire: step.wire,
          result: step.result,
        });
        const unexplained = branch === null && facts !== null && !hasReason(facts);
        expect({ at_s: step.at_s, unexplained }).toEqual({ at_s: step.at_s, unexplained: false });
      }
    });
  });
}

/**
 * Whether facts say why no wire was taken: anything but a formula that came to true or false.
 * @throws ZodError on a fact that a trace cannot hold
 */
function hasReason(facts: readonly TraceFact[]): boolean {
  const kept = traceBodySchema.shape.visits.element.shape.facts.parse(facts);
  return kept.some((fact) => fact.kind !== 'formula' || fact.truth === null);
}

function worldOf<Data>({ message }: TruthOptions<Data>, step: Step, source: FakeSource): FakeWorld {
  const now = TEST_TIME + step.at_s * 1000;
  if (step.begins === true) return { now, begun: now };
  if (step.due === undefined) return { now, timeliness: step.timeliness, ...message(step.in ?? null) };
  expect({ [step.due]: source.timers.get(step.due) }).toEqual({ [step.due]: now });
  return { now, timeliness: step.timeliness, timer: step.due };
}

const WIRES: Readonly<Record<string, string>> = { then_edge: 'then', else_edge: 'else', simple_edge: 'next' };

function wireOf(branch: string | null): string | null {
  return branch === null ? null : (WIRES[branch] ?? branch.replace(/^case_edge:/, ''));
}
