import { z } from 'zod';
import { DEFAULT_RETRY_POLICY } from '@signalbox/flow';
import type { Branch, EffectRequest, NodeDefinition, NodeRuntime, RunContext } from '@signalbox/flow';
import type { NodeCatalogue } from '../contract.ts';

const HOUR_MS = 3_600_000;

/** What a scripted node does when it runs. */
export type Script = (context: RunContext) => Branch;

const sourceSchema = z.strictObject({
  source_ids: z.array(z.int()).default([]),
  all: z.boolean().default(false),
});
const limitSchema = z.strictObject({ name: z.string(), above: z.number() });
const outputSchema = z.strictObject({ number: z.int().min(1).max(8), value: z.boolean() });
const scriptSchema = z.strictObject({ script: z.string(), late: z.boolean().default(false) });

/**
 * Node types for tests and measurements: `start`, `limit` (a condition on `speed`), `output`, and
 * `script`, which does what the test gives under the name in its data, and `hourly`, which starts at
 * every full hour.
 */
export function fakeCatalogue(scripts: Readonly<Record<string, Script>> = {}): NodeCatalogue {
  const types = new Map<string, FakeType>();
  for (const type of [startType(), limitType(), outputType(), scriptType(scripts), hourlyType()])
    types.set(type.runtime.type, type);
  return {
    definition: (type) => types.get(type)?.definition,
    runtime: (type) => types.get(type)?.runtime,
  };
}

/** A wanted output as a node would ask for it. */
export function setOutput(targetSourceId: number, output: number, value: boolean): EffectRequest {
  return {
    kind: 'command',
    targetSourceId,
    command: { type: 'set_output', output, value },
    guard: null,
    skipIfAlready: true,
    retry: DEFAULT_RETRY_POLICY,
    ttlMs: 120_000,
  };
}

interface FakeType {
  readonly definition: NodeDefinition;
  readonly runtime: NodeRuntime;
}

function fakeType<Data>(
  type: string,
  schema: z.ZodType<Data>,
  behaviour: Omit<NodeRuntime<Data>, 'type'>,
): FakeType {
  const edges = ['simple_edge', 'then_edge', 'else_edge', 'success_edge', 'failure_edge'] as const;
  return {
    definition: {
      type,
      title: type,
      description: type,
      category: behaviour.selects ? 'trigger' : 'process',
      schema,
      edges,
      summary: () => type,
    },
    runtime: { type, ...behaviour },
  };
}

function startType(): FakeType {
  return fakeType('start', sourceSchema, {
    prepare: () => () => 'simple_edge',
    selects: (data, source) => data.all || data.source_ids.includes(source.id),
    candidates: (data) => (data.all ? null : data.source_ids),
    acceptsLate: () => true,
  });
}

function hourlyType(): FakeType {
  return fakeType('hourly', sourceSchema, {
    startsOn: 'schedule',
    nextTime: () => (after) => (Math.floor(after / HOUR_MS) + 1) * HOUR_MS,
    prepare: () => (context) => (context.occurrence === null ? null : 'simple_edge'),
    selects: (data, source) => data.all || data.source_ids.includes(source.id),
    candidates: (data) => (data.all ? null : data.source_ids),
  });
}

function limitType(): FakeType {
  return fakeType('limit', limitSchema, {
    prepare:
      ({ name, above }) =>
      (context) => {
        const speed = context.attribute('speed');
        if (typeof speed !== 'number') return null;
        context.writeAttribute(name, speed > above);
        return speed > above ? 'then_edge' : 'else_edge';
      },
  });
}

function outputType(): FakeType {
  return fakeType('output', outputSchema, {
    prepare:
      ({ number, value }) =>
      (context) => {
        if (context.timeliness === 'live') context.emit(setOutput(context.source.id, number, value));
        return null;
      },
  });
}

function scriptType(scripts: Readonly<Record<string, Script>>): FakeType {
  return fakeType('script', scriptSchema, {
    prepare: ({ script }) => scripts[script] ?? (() => null),
    acceptsLate: ({ late }) => late,
  });
}
