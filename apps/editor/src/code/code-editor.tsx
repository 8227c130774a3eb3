import { closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { syntaxHighlighting } from '@codemirror/language';
import type { Diagnostic } from '@codemirror/lint';
import { setDiagnostics } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder as placeholderOf } from '@codemirror/view';
import type { ReactNode } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { classNames } from '../ui/class-names.ts';
import { codeColours, codeTheme } from './code-theme.ts';
import styles from './code.module.css';

interface CodeEditorProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly isReadOnly: boolean;
  readonly isInvalid: boolean;
  readonly isOneLine?: boolean;
  /** Language and completion, as they are when the editor appears. */
  readonly language: readonly Extension[];
  /** What is wrong, by offsets in the value. */
  readonly faults: readonly Diagnostic[];
  readonly onChange: (value: string) => void;
  readonly onLeave: () => void;
}

/** Code in a few lines: highlighted, completed, its faults underlined. Tab goes on to the next field. */
export function CodeEditor(props: CodeEditorProps): ReactNode {
  const { value, faults, label, isReadOnly, isInvalid } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const [part] = useState(() => new Compartment());
  const latest = useRef(props);
  const access = useMemo(() => accessOf(label, isReadOnly, isInvalid), [label, isReadOnly, isInvalid]);

  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const created = new EditorView({
      parent: host.current ?? document.body,
      doc: latest.current.value,
      extensions: [
        common(latest.current.placeholder),
        latest.current.language,
        part.of([]),
        EditorView.updateListener.of((update) => {
          const typed = update.state.doc.toString();
          if (update.docChanged && typed !== latest.current.value) latest.current.onChange(typed);
        }),
        EditorView.domEventHandlers({ blur: () => latest.current.onLeave() }),
      ],
    });
    view.current = created;
    return () => created.destroy();
  }, [part]);
  useEffect(() => {
    view.current?.dispatch({ effects: part.reconfigure(access) });
  }, [part, access]);
  useEffect(() => {
    const state = view.current?.state;
    if (state === undefined || state.doc.toString() === value) return;
    view.current?.dispatch({ changes: { from: 0, to: state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    const state = view.current?.state;
    if (state !== undefined) view.current?.dispatch(setDiagnostics(state, within(faults, state.doc.length)));
  }, [faults]);
  return (
    <div
      ref={host}
      className={classNames(
        styles['editor'],
        isInvalid && styles['invalid'],
        props.isOneLine === true && styles['line'],
      )}
    />
  );
}

/** Faults of a text that has changed since may lie behind its end. */
function within(faults: readonly Diagnostic[], length: number): Diagnostic[] {
  return faults.map((fault) => ({
    ...fault,
    from: Math.min(fault.from, length),
    to: Math.min(fault.to, length),
  }));
}

function accessOf(label: string, isReadOnly: boolean, isInvalid: boolean): Extension {
  return [
    EditorState.readOnly.of(isReadOnly),
    EditorView.editable.of(!isReadOnly),
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-invalid': String(isInvalid) }),
  ];
}

function common(placeholder: string): Extension {
  return [
    // The page's policy lets style elements through by its nonce only.
    EditorView.cspNonce.of(document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? ''),
    history(),
    closeBrackets(),
    EditorView.lineWrapping,
    placeholderOf(placeholder),
    syntaxHighlighting(codeColours),
    codeTheme,
    keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
  ];
}
