import type { NodeCatalogue } from '@signalbox/engine';
import { compileFormula } from '@signalbox/expression';
import type { Explanation, Formula } from '@signalbox/expression';
import { describeFields } from '@signalbox/flow';
import type { FieldDescription, NodeDefinition, NodeRuntime } from '@signalbox/flow';

/** Of one visit: the formulas that decided it, with the values they had at that moment. */
export type VisitTrace = readonly { readonly formula: string; readonly explanation: Explanation }[];

/** Node types that write down why they decide as they do. */
export interface TracingCatalogue extends NodeCatalogue {
  /** The traces of the last step, in the order of its `visits`; the next step begins anew. */
  takeTraces(): readonly VisitTrace[];
}

export interface TracingOptions {
  /** Every flow begins for every source, whatever its triggers choose. */
  readonly selectAll: boolean;
}

const NO_FORMULAS: VisitTrace = [];

/**
 * Wraps node types so that each run of a node explains the formulas of its conditions before it
 * runs: attributes that it or a later node writes would show other values afterwards. The engine
 * steps the nodes as it always does and knows nothing of it.
 */
export function traceNodes(catalogue: NodeCatalogue, options: TracingOptions): TracingCatalogue {
  let traces: VisitTrace[] = [];
  const record = (trace: VisitTrace): void => void traces.push(trace);
  return {
    definition: (type) => catalogue.definition(type),
    runtime(type) {
      const runtime = catalogue.runtime(type);
      const definition = catalogue.definition(type);
      if (runtime === undefined || definition === undefined) return runtime;
      const traced = traceNode(runtime, definition, record);
      return options.selectAll && runtime.selects ? selectingAll(traced) : traced;
    },
    takeTraces() {
      const taken = traces;
      traces = [];
      return taken;
    },
  };
}

function selectingAll(runtime: NodeRuntime): NodeRuntime {
  return { ...runtime, selects: () => true, candidates: () => null };
}

function traceNode(
  runtime: NodeRuntime,
  definition: NodeDefinition,
  record: (trace: VisitTrace) => void,
): NodeRuntime {
  const fields = definition.category === 'condition' ? describeFields(definition.schema) : [];
  return {
    ...runtime,
    prepare(data) {
      const run = runtime.prepare(data);
      const formulas = formulasIn(fields, data).map(compileFormula);
      return (context) => {
        record(formulas.length === 0 ? NO_FORMULAS : formulas.map((formula) => explain(formula, context)));
        return run(context);
      };
    },
  };
}

function explain(formula: Formula, context: Parameters<Formula['explain']>[0]): VisitTrace[number] {
  return { formula: formula.source, explanation: formula.explain(context) };
}

/** The texts of the formula fields in a node's data, lists and groups included. */
function formulasIn(fields: readonly FieldDescription[], data: unknown): readonly string[] {
  return fields.flatMap((field) => formulasOf(field, valueOf(data, field.key)));
}

function formulasOf(field: FieldDescription, value: unknown): readonly string[] {
  const { item } = field;
  if (field.control === 'formula') return typeof value === 'string' ? [value] : [];
  if (item && Array.isArray(value)) return value.flatMap((entry) => formulasOf(item, entry));
  return formulasIn(field.fields, value);
}

function valueOf(data: unknown, key: string): unknown {
  return isRecord(data) ? data[key] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
