import type { FormulaPart } from '@signalbox/flow';
import type { ReactNode } from 'react';
import { text } from '../text/text.ts';
import styles from './why-panel.module.css';

/** A formula part by part, each with its value; the parts of a part unfold. */
export function FormulaTree({ part }: { readonly part: FormulaPart }): ReactNode {
  const line = (
    <>
      <code>{part.text}</code>
      <span className={styles['value']} data-none={part.value === null ? '' : undefined}>
        {valueText(part.value)}
      </span>
    </>
  );
  if (part.children.length === 0) return <div className={styles['part']}>{line}</div>;
  return (
    <details className={styles['part']} open>
      <summary>{line}</summary>
      {part.children.map((child, index) => (
        <FormulaTree key={`${String(index)} ${child.text}`} part={child} />
      ))}
    </details>
  );
}

/** A value as a trace shows it. */
export function valueText(value: FormulaPart['value']): string {
  return value === null ? text.trace.noValue : JSON.stringify(value);
}
