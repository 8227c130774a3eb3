import type { Completion } from '@codemirror/autocomplete';
import { autocompletion } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import { CodeEditor } from './code-editor.tsx';
import { completeTemplate } from './template-completion.ts';
import { templateLanguage } from './template-language.ts';

interface TemplateEditorProps {
  readonly label: string;
  readonly placeholder: string;
  readonly template: string;
  readonly isReadOnly: boolean;
  readonly isInvalid: boolean;
  readonly isOneLine: boolean;
  readonly names: readonly Completion[];
  readonly onChange: (template: string) => void;
  readonly onSeal: () => void;
}

const NO_FAULTS: readonly [] = [];

/** Text with `{{name}}`. */
export function TemplateEditor(props: TemplateEditorProps): ReactNode {
  const { names, isOneLine } = props;
  // Asked at each completion: values change while the editor stays.
  const [known] = useState(() => createStore(() => names));
  useEffect(() => known.setState(names, true), [known, names]);
  const [language] = useState(() => [
    templateLanguage,
    autocompletion({ override: [completeTemplate(known.getState)], icons: false }),
    ...(isOneLine ? [oneLine] : []),
  ]);
  return (
    <CodeEditor
      label={props.label}
      value={props.template}
      placeholder={props.placeholder}
      isReadOnly={props.isReadOnly}
      isInvalid={props.isInvalid}
      isOneLine={isOneLine}
      language={language}
      faults={NO_FAULTS}
      onChange={props.onChange}
      onLeave={props.onSeal}
    />
  );
}

const oneLine = EditorState.transactionFilter.of((change) => (change.newDoc.lines > 1 ? [] : change));
