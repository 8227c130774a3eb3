import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';

/** Within a tag that is not closed yet. */
const OPEN_TAG = /\{\{\s*([\w.-]*)$/;

/** Completes the name in a tag, and closes the tag. */
export function completeTemplate(
  names: () => readonly Completion[],
): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const begun = OPEN_TAG.exec(context.state.sliceDoc(0, context.pos))?.[1];
    if (begun === undefined) return null;
    const isClosed = context.state.sliceDoc(context.pos, context.pos + 2) === '}}';
    const options = isClosed ? names() : names().map(closing);
    return { from: context.pos - begun.length, options };
  };
}

function closing({ label, type = 'variable', detail = '' }: Completion): Completion {
  return { label, type, detail, apply: `${label}}}` };
}
