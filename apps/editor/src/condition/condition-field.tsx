import type { Problem } from '@signalbox/expression';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { FaultList } from '../inspector/field-shell.tsx';
import { useNodeForm } from '../inspector/form-context.tsx';
import type { FieldProps } from '../inspector/form-context.tsx';
import inspector from '../inspector/inspector.module.css';
import { text } from '../text/text.ts';
import fields from '../ui/field.module.css';
import styles from './condition.module.css';
import { FormulaMode } from './formula-mode.tsx';
import { LiveResult } from './live-result.tsx';
import { ModeChoice } from './mode-choice.tsx';
import type { Mode } from './mode-choice.tsx';
import { RowBuilder } from './row-builder.tsx';
import { useDraft } from './use-draft.ts';
import { faultOf, useFormulaProblems } from './use-formula-problems.ts';

/** A formula that decides, as rows or as it is written. The document holds the formula. */
export function ConditionField({ field, path }: FieldProps): ReactNode {
  const id = useId();
  const form = useNodeForm();
  const stored = form.read(path);
  const formula = typeof stored === 'string' ? stored : '';
  const write = (next: string): void => form.write(path, next === '' && !field.required ? undefined : next);
  const { draft, newId, change } = useDraft(formula, write, field.required);
  const [wanted, setWanted] = useState<Mode>('rows');
  const problems = useFormulaProblems(formula);
  const isInRows = draft !== null && wanted === 'rows';
  const { isReadOnly, seal } = form;

  return (
    <fieldset aria-labelledby={`${id}-label`} className={styles['field']}>
      <div className={styles['title']}>
        <span id={`${id}-label`} className={fields['label']}>
          {field.meta.title}
        </span>
        <ModeChoice mode={isInRows ? 'rows' : 'formula'} canShowRows={draft !== null} onChange={setWanted} />
      </div>
      {field.meta.description !== undefined && <p className={fields['hint']}>{field.meta.description}</p>}
      {isInRows ? (
        <RowBuilder draft={draft} newId={newId} isReadOnly={isReadOnly} onChange={change} onSeal={seal} />
      ) : (
        <FormulaMode
          label={field.meta.title}
          placeholder={field.meta.placeholder ?? ''}
          formula={formula}
          problems={problems}
          isReadOnly={isReadOnly}
          onChange={write}
          onSeal={seal}
        />
      )}
      {draft === null && <p className={styles['soft']}>{whyNoRows(problems)}</p>}
      <div className={inspector['notes']}>
        <FaultList faults={formula.trim() === '' ? form.faults(path) : problems.map(faultOf)} />
      </div>
      {(field.required || formula !== '') && <LiveResult formula={formula} gives="truth" />}
    </fieldset>
  );
}

function whyNoRows(problems: readonly Problem[]): string {
  const isBroken = problems.some(({ severity }) => severity === 'error');
  return isBroken ? text.condition.noRowsFault : text.condition.noRows;
}
