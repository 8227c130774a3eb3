import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { FORMULA_FUNCTIONS, signatureOf } from '@signalbox/expression';
import type { KnownAttribute } from '../knowledge/attribute-list.ts';
import { showValue } from '../knowledge/attribute-value.ts';
import { unitOf } from '../knowledge/units.ts';

const WORD = /[\p{L}_$][\p{L}\p{N}_$]*$/u;
/** Inside a quoted text that is the first argument of a function. */
const QUOTED = /\(\s*['"]([\p{L}\p{N}_$]*)$/u;

const FUNCTIONS: readonly Completion[] = FORMULA_FUNCTIONS.map((definition) => ({
  label: definition.name,
  type: 'function',
  detail: signatureOf(definition).slice(definition.name.length),
  info: definition.summary,
  apply: `${definition.name}(`,
}));

const WORDS: readonly Completion[] = ['and', 'or', 'not', 'in', 'true', 'false', 'null'].map((label) => ({
  label,
  type: 'keyword',
}));

/** Names with their last value or unit. */
export function attributeCompletions(attributes: readonly KnownAttribute[]): readonly Completion[] {
  return attributes.map(({ name, value }) => {
    const detail = value === null || value === undefined ? unitOf(name) : showValue(name, value);
    return { label: name, type: 'variable', ...(detail === '' ? {} : { detail }), boost: 1 };
  });
}

/** Completes names of attributes, and functions with their signatures. */
export function completeFormula(
  attributes: () => readonly KnownAttribute[],
): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const names = attributeCompletions(attributes());
    // A name that a formula can only read as value('…') is not offered bare.
    const bare = names.filter(({ label }) => /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(label));
    const before = context.state.sliceDoc(0, context.pos);
    const quoted = QUOTED.exec(before)?.[1];
    if (quoted !== undefined) return { from: context.pos - quoted.length, options: names };
    const word = WORD.exec(before)?.[0] ?? '';
    if (word === '' && !context.explicit) return null;
    return { from: context.pos - word.length, options: [...bare, ...FUNCTIONS, ...WORDS] };
  };
}
