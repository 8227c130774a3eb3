import type { ReactNode } from 'react';
import { useId } from 'react';
import { FaultList } from '../inspector/field-shell.tsx';
import { useNodeForm } from '../inspector/form-context.tsx';
import type { FieldProps } from '../inspector/form-context.tsx';
import inspector from '../inspector/inspector.module.css';
import { text } from '../text/text.ts';
import fields from '../ui/field.module.css';
import styles from './condition.module.css';
import { FormulaMode } from './formula-mode.tsx';
import { LiveResult } from './live-result.tsx';
import { faultOf, useFormulaProblems } from './use-formula-problems.ts';

/** A formula that gives a value. */
export function FormulaField({ field, path }: FieldProps): ReactNode {
  const id = useId();
  const form = useNodeForm();
  const stored = form.read(path);
  const formula = typeof stored === 'string' ? stored : '';
  const problems = useFormulaProblems(formula);
  return (
    <fieldset aria-labelledby={`${id}-label`} className={styles['field']}>
      <span id={`${id}-label`} className={fields['label']}>
        {field.meta.title}
      </span>
      <FormulaMode
        label={field.meta.title}
        placeholder={field.meta.placeholder ?? ''}
        formula={formula}
        problems={problems}
        isReadOnly={form.isReadOnly}
        onChange={(next) => form.write(path, next === '' && !field.required ? undefined : next)}
        onSeal={form.seal}
      />
      <div className={inspector['notes']}>
        <p className={fields['hint']}>{field.meta.description ?? text.inspector.formulaHelp}</p>
        <FaultList faults={formula.trim() === '' ? form.faults(path) : problems.map(faultOf)} />
      </div>
      {formula !== '' && <LiveResult formula={formula} gives="value" />}
    </fieldset>
  );
}
