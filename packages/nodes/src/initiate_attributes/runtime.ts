import type { RunContext } from '@signalbox/flow';
import { defineRuntime } from '@signalbox/flow';
import { compileValue } from '../formula-field.ts';
import type { ValueFormula } from '../formula-field.ts';
import type { AttributeItem } from './definition.ts';
import { definition } from './definition.ts';

export const runtime = defineRuntime(definition, {
  prepare({ items }) {
    const writers = items.map(prepareItem);
    return (context) => {
      for (const write of writers) write(context);
      return 'simple_edge';
    };
  },
});

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
