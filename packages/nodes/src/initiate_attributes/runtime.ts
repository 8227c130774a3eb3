import type { JsonValue, NodeView, RunContext, TraceFact } from '@signalbox/flow';
import type { Scope } from '@signalbox/expression';
import { defineRuntime } from '@signalbox/flow';
import { compileValue, explainFormula } from '../formula-field.ts';
import type { ValueFormula } from '../formula-field.ts';
import type { AttributeItem } from './definition.ts';
import { definition } from './definition.ts';

/** Items beyond these run unexplained: a trace stays small. */
const EXPLAINED_ITEMS = 30;

export const runtime = defineRuntime(definition, {
  prepare({ items }) {
    const writers = items.map(prepareItem);
    return (context) => {
      for (const write of writers) write(context);
      return 'simple_edge';
    };
  },
  prepareExplain({ items }) {
    const first = items.slice(0, EXPLAINED_ITEMS).map(({ name, value }, index) => ({
      name,
      explain: explainFormula(`items[${index}].value`, value),
    }));
    return (view) => {
      const above = new Map<string, JsonValue>();
      const scope = withValues(view, above);
      return first.flatMap(({ name, explain }): readonly TraceFact[] => {
        const fact = explain(scope);
        if (fact.tree.value === null) return [fact, { kind: 'not_written', name }];
        if (view.timeliness !== 'late') above.set(name, fact.tree.value);
        return [fact];
      });
    };
  },
});

/** Each item sees what those above it will have written when its turn comes. */
function withValues(view: NodeView, above: ReadonlyMap<string, JsonValue>): Scope {
  return {
    now: view.now,
    attribute: (name) => above.get(name) ?? view.attribute(name),
    sample(name, index, mode) {
      const value = index === 0 ? above.get(name) : undefined;
      if (value === undefined) return view.sample(name, index, mode);
      const generationTime = view.message?.messageTime ?? view.now;
      return { value, generationTime, serverTime: view.message?.serverTime ?? view.now };
    },
    inGeofence: (id, latitude, longitude) => view.inGeofence(id, latitude, longitude),
  };
}

/** An item without a value, or with a time that is none, writes nothing. */
function prepareItem(item: AttributeItem): (context: RunContext) => void {
  const value = compileValue(item.value);
  const generationTime = prepareTime(item.generation_time);
  const serverTime = prepareTime(item.server_time);
  return (context) => {
    const result = value(context);
    const generated = generationTime(context);
    const served = serverTime(context);
    if (result === null || generated === null || served === null) return;
    context.writeAttribute(item.name, result, generated, served);
  };
}

/** `undefined` leaves the time to the message; `null` is a time that came out unknown. */
function prepareTime(formula: string | null | undefined): (context: RunContext) => number | null | undefined {
  if (formula === null || formula === undefined) return () => undefined;
  const evaluate: ValueFormula = compileValue(formula);
  return (context) => {
    const time = evaluate(context);
    return typeof time === 'number' && Number.isFinite(time) ? time : null;
  };
}
