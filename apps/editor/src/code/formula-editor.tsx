import { autocompletion } from '@codemirror/autocomplete';
import type { Diagnostic } from '@codemirror/lint';
import type { Problem } from '@signalbox/expression';
import type { ReactNode } from 'react';
import { useEffect, useMemo, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import type { KnownAttribute } from '../knowledge/attribute-list.ts';
import { text } from '../text/text.ts';
import { CodeEditor } from './code-editor.tsx';
import { completeFormula } from './formula-completion.ts';
import { formulaLanguage } from './formula-language.ts';

interface FormulaEditorProps {
  readonly label: string;
  readonly placeholder: string;
  readonly formula: string;
  readonly problems: readonly Problem[];
  readonly attributes: readonly KnownAttribute[];
  readonly isReadOnly: boolean;
  readonly onChange: (formula: string) => void;
  readonly onSeal: () => void;
}

/** A formula as it is written. */
export function FormulaEditor(props: FormulaEditorProps): ReactNode {
  const { formula, problems, attributes } = props;
  // Asked at each completion: values change while the editor stays.
  const [known] = useState(() => createStore(() => attributes));
  useEffect(() => known.setState(attributes, true), [known, attributes]);
  const [language] = useState(() => [
    formulaLanguage,
    autocompletion({ override: [completeFormula(known.getState)], icons: false }),
  ]);
  const faults = useMemo(
    () => problems.map((problem) => diagnosticOf(formula, problem)),
    [formula, problems],
  );
  return (
    <CodeEditor
      label={props.label}
      value={formula}
      placeholder={props.placeholder}
      isReadOnly={props.isReadOnly}
      isInvalid={problems.some(({ severity }) => severity === 'error')}
      language={language}
      faults={faults}
      onChange={props.onChange}
      onLeave={props.onSeal}
    />
  );
}

/** A problem with the word at its place underlined, and its suggestion as a button. */
function diagnosticOf(source: string, problem: Problem): Diagnostic {
  const lines = source.split('\n').slice(0, problem.line - 1);
  const from = Math.min(
    lines.reduce((sum, line) => sum + line.length + 1, 0) + problem.column - 1,
    source.length,
  );
  const length = /^[\p{L}\p{N}_$]+/u.exec(source.slice(from))?.[0].length ?? 1;
  const to = Math.min(from + length, source.length);
  const { severity, message, suggestion } = problem;
  if (suggestion === undefined) return { from, to, severity, message };
  const action = {
    name: text.condition.writeInstead(suggestion),
    apply: (view: { dispatch: (change: object) => void }, start: number, end: number) =>
      view.dispatch({ changes: { from: start, to: end, insert: suggestion } }),
  };
  return { from, to, severity, message, actions: [action] };
}
