import type { Problem } from '@signalbox/expression';
import type { ReactNode } from 'react';
import { Suspense } from 'react';
import { useAttributes } from '../knowledge/use-knowledge.ts';
import { part } from '../ui/part.tsx';
import styles from './condition.module.css';

// The code editor is as large as the canvas: it comes when somebody writes a formula.
const FormulaEditor = part(async () => (await import('../code/formula-editor.tsx')).FormulaEditor);

interface FormulaModeProps {
  readonly label: string;
  readonly placeholder: string;
  readonly formula: string;
  readonly problems: readonly Problem[];
  readonly isReadOnly: boolean;
  readonly onChange: (formula: string) => void;
  readonly onSeal: () => void;
}

/** A formula as it is written; until the editor is here, as text. */
export function FormulaMode(props: FormulaModeProps): ReactNode {
  const attributes = useAttributes();
  return (
    <Suspense fallback={<div className={styles['pending']}>{props.formula}</div>}>
      <FormulaEditor {...props} attributes={attributes} />
    </Suspense>
  );
}
