import type { Branch } from '@signalbox/flow';
import { defineRuntime } from '@signalbox/flow';
import { compileCondition } from '../formula-field.ts';
import { definition } from './definition.ts';

export const runtime = defineRuntime(definition, {
  prepare({ name, condition, mode, on_unknown: onUnknown }) {
    const evaluate = compileCondition(condition);
    return (context) => {
      const result = evaluate(context) ?? (onUnknown === 'else' ? false : null);
      if (result === null) return null;
      context.writeAttribute(name, result);
      if (mode === 'every_message') return branchOf(result);
      const before = context.readState();
      if (before === result) return null;
      context.writeState(result);
      return before === undefined ? null : branchOf(result);
    };
  },
});

function branchOf(result: boolean): Branch {
  return result ? 'then_edge' : 'else_edge';
}
