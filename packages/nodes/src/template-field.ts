import type { Lookup, RenderedTemplate, TemplatePlace } from '@signalbox/expression';
import { checkTemplate, compileTemplate } from '@signalbox/expression';
import type { FieldProblem } from '@signalbox/flow';
import { fieldProblem } from './source-problem.ts';

export type { TemplatePlace } from '@signalbox/expression';

/** Faults of a template, at the field that holds it. */
export function checkTemplateField(
  path: string,
  text: string,
  place: TemplatePlace,
): readonly FieldProblem[] {
  return checkTemplate(text, place).map((problem) => fieldProblem(path, text, problem));
}

/** Names that a template asks for; none when it cannot be compiled. */
export function templateReads(text: string, place: TemplatePlace): readonly string[] {
  const broken = checkTemplate(text, place).some(({ severity }) => severity === 'error');
  return broken ? [] : compileTemplate(text, place).names;
}

/** Names of the secrets that a template refers to; none when it cannot be compiled. */
export function templateSecrets(text: string, place: TemplatePlace): readonly string[] {
  const broken = checkTemplate(text, place).some(({ severity }) => severity === 'error');
  return broken ? [] : compileTemplate(text, place).secrets;
}

/** Compiles a template that its definition has checked. @throws TemplateError on one that it refused */
export function compileTemplateField(
  text: string,
  place: TemplatePlace,
): (lookup: Lookup) => RenderedTemplate {
  const template = compileTemplate(text, place);
  return (lookup) => template.render(lookup);
}
