import { samplesText, sayFault } from '../faults.ts';
import type { SampleName } from '../faults.ts';
import type { Problem } from '../problem.ts';
import { TemplateError } from '../problem.ts';
import type { Value } from '../scope.ts';
import { fillSecrets } from './fill.ts';
import { parseTemplate } from './parse.ts';
import type { TemplatePlace } from './places.ts';
import type { Template } from './template.ts';
import { compileTemplate } from './template.ts';

/** Values that a template meets sooner or later. */
const SAMPLES: readonly (readonly [name: SampleName, value: Value])[] = [
  ['number', 1],
  ['text', 'text'],
  ['none', null],
];

/**
 * Everything wrong with a template: the error that keeps it from compiling, and for `json`
 * whether what it renders is JSON: never is an error, only with some values a warning.
 */
export function checkTemplate(source: string, place: TemplatePlace): readonly Problem[] {
  try {
    const template = compileTemplate(source, place);
    return place === 'json' ? checkJson(template) : [];
  } catch (error) {
    if (error instanceof TemplateError) return [error.problem];
    throw error;
  }
}

function jsonFault(template: Template, sample: Value): string | null {
  try {
    // A secret is text.
    JSON.parse(
      fillSecrets(
        template.render(() => sample),
        () => 'secret',
      ) ?? '',
    );
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function checkJson(template: Template): readonly Problem[] {
  const faults = SAMPLES.map(([name, value]) => ({ name, reason: jsonFault(template, value) }));
  const failed = faults.filter(({ reason }) => reason !== null);
  const [first] = failed;
  if (first === undefined) return [];
  const never = failed.length === SAMPLES.length;
  const said = never
    ? sayFault('template_not_json', first.reason ?? '')
    : sayFault('template_not_json_when', samplesText(failed.map(({ name }) => name)));
  return [{ severity: never ? 'error' : 'warning', ...said, ...firstTagPlace(template, never) }];
}

/** JSON.parse gives a place in the rendered text, not in the template; the first tag is near. */
function firstTagPlace(template: Template, never: boolean): { line: number; column: number } {
  const start = never
    ? 0
    : (parseTemplate(template.source).find((piece) => piece.kind !== 'text')?.start ?? 0);
  const before = template.source.slice(0, start).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
