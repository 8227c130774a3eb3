import type { Problem } from '@signalbox/expression';
import type { FieldProblem } from '@signalbox/flow';

/** A fault in a formula or a template as a fault of the field that holds it, with its place in the text. */
export function fieldProblem(path: string, text: string, problem: Problem): FieldProblem {
  const { severity, message, line, column } = problem;
  const place = text.includes('\n') ? `line ${line}, column ${column}` : `column ${column}`;
  return { severity, path, message: `${message} (${place})` };
}
