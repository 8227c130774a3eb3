import type { Problem } from '@signalbox/expression';
import type { FieldProblem } from '@signalbox/flow';

/** A fault in a formula or a template as a fault of the field that holds it, with its place in the text. */
export function fieldProblem(path: string, text: string, problem: Problem): FieldProblem {
  const { severity, code, values, message, line, column } = problem;
  const words = text.includes('\n') ? `line ${line}, column ${column}` : `column ${column}`;
  return { severity, path, message: `${message} (${words})`, code, values, place: { line, column } };
}
