import type { TraceFact } from '@signalbox/flow';
import { casePort, defineRuntime } from '@signalbox/flow';
import { compileCondition, explainFormula } from '../formula-field.ts';
import { definition } from './definition.ts';

export const runtime = defineRuntime(definition, {
  prepare({ cases }) {
    const ways = cases.map(({ name, condition }) => ({
      port: casePort(name),
      isTrue: compileCondition(condition),
    }));
    return (context) => {
      let unknown = false;
      for (const { port, isTrue } of ways) {
        const result = isTrue(context);
        if (result === true) return port;
        unknown ||= result === null;
      }
      return unknown ? null : 'else_edge';
    };
  },
  prepareExplain({ cases }) {
    const asked = cases.map(({ condition }, index) => explainFormula(`cases[${index}].condition`, condition));
    return (view) => {
      const facts: TraceFact[] = [];
      for (const explain of asked) {
        const fact = explain(view);
        facts.push(fact);
        if (fact.truth === true) break;
      }
      return facts;
    };
  },
});
