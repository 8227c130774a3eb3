import type { Problem } from '@signalbox/expression';
import { checkFormula } from '@signalbox/expression';
import { useMemo } from 'react';
import type { FieldFault } from '../inspector/form-context.tsx';
import { useAttributes } from '../knowledge/use-knowledge.ts';
import { sourceFaultText } from '../text/source-fault.ts';
import { text } from '../text/text.ts';

/** What is wrong with a formula; names are doubted once devices have sent any. */
export function useFormulaProblems(formula: string): readonly Problem[] {
  const attributes = useAttributes();
  return useMemo(() => {
    if (formula.trim() === '') return [];
    if (!attributes.some(({ origin }) => origin === 'received')) return checkFormula(formula);
    const names = attributes.map(({ name }) => name);
    return checkFormula(formula, names);
  }, [formula, attributes]);
}

/** A fault with its place, as it stands below the field. */
export function faultOf(problem: Problem): FieldFault {
  const { severity, line, column } = problem;
  const place = text.inspector.formulaAt(line, column);
  return { severity, message: `${sourceFaultText(problem)} (${place})` };
}
