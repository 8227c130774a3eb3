import type { Formula, Scope } from '@signalbox/expression';
import { FormulaError, checkFormula, compileFormula, truthOf } from '@signalbox/expression';
import type { FieldProblem, FormulaFact, JsonValue, KnownAttributes } from '@signalbox/flow';
import { fieldProblem } from './source-problem.ts';

/** Faults of a formula, at the field that holds it. */
export function checkFormulaField(
  path: string,
  text: string,
  known?: KnownAttributes,
): readonly FieldProblem[] {
  return checkFormula(text, known).map((problem) => fieldProblem(path, text, problem));
}

/** Attributes that a formula reads; none when it cannot be compiled. */
export function formulaReads(text: string): readonly string[] {
  return compiled(text)?.attributes ?? [];
}

/** Ids of the geofences that a formula names; none when it cannot be compiled. */
export function formulaGeofences(text: string): readonly number[] {
  return compiled(text)?.geofences ?? [];
}

function compiled(text: string): Formula | null {
  try {
    return compileFormula(text);
  } catch (error) {
    if (error instanceof FormulaError) return null;
    throw error;
  }
}

/** A formula that gives a value; `null` is no value. */
export type ValueFormula = (scope: Scope) => JsonValue;

/** Compiles a formula that its definition has checked. @throws FormulaError on one that it refused */
export function compileValue(text: string): ValueFormula {
  const formula = compileFormula(text);
  return (scope) => formula.evaluate(scope);
}

/** As `compileValue`, for a formula that decides: `null` is undecided. */
export function compileCondition(text: string): (scope: Scope) => boolean | null {
  const formula = compileFormula(text);
  return (scope) => truthOf(formula.evaluate(scope));
}

/** Explains a formula that its definition has checked: every part with its value, and what is missing. */
export function explainFormula(field: string, text: string): (scope: Scope) => FormulaFact {
  const formula = compileFormula(text);
  return (scope) => {
    const tree = formula.explain(scope);
    const isUnknown = (name: string): boolean => scope.attribute(name) === null;
    const missing = tree.value === null ? formula.attributes.filter(isUnknown) : [];
    return { kind: 'formula', field, tree, truth: truthOf(tree.value), missing };
  };
}
