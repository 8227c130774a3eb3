import type { ReactNode } from 'react';
import { useId } from 'react';
import { classNames } from '../ui/class-names.ts';
import styles from '../ui/field.module.css';
import { FieldShell } from './field-shell.tsx';
import { useNodeForm } from './form-context.tsx';
import type { FieldFault, FieldProps } from './form-context.tsx';

export function TextField({ field, path }: FieldProps): ReactNode {
  const id = useId();
  const form = useNodeForm();
  const faults = form.faults(path);
  const isMono = field.control === 'attribute';
  return (
    <FieldShell field={field} id={id} faults={faults}>
      <input
        id={id}
        className={classNames(styles['control'], isMono && styles['mono'])}
        value={textOf(form.read(path))}
        placeholder={field.meta.placeholder}
        spellCheck={!isMono}
        disabled={form.isReadOnly}
        aria-invalid={hasError(faults)}
        aria-describedby={`${id}-note`}
        onChange={(event) => form.write(path, textValue(event.target.value, field.required))}
        onBlur={form.seal}
      />
    </FieldShell>
  );
}

/** Several lines of free text. */
export function AreaField({ field, path }: FieldProps): ReactNode {
  const id = useId();
  const form = useNodeForm();
  const value = textOf(form.read(path));
  const faults = form.faults(path);
  return (
    <FieldShell field={field} id={id} faults={faults}>
      <textarea
        id={id}
        className={styles['control']}
        rows={rowsOf(value)}
        value={value}
        placeholder={field.meta.placeholder}
        disabled={form.isReadOnly}
        aria-invalid={hasError(faults)}
        aria-describedby={`${id}-note`}
        onChange={(event) => form.write(path, textValue(event.target.value, field.required))}
        onBlur={form.seal}
      />
    </FieldShell>
  );
}

export function hasError(faults: readonly FieldFault[]): boolean {
  return faults.some((fault) => fault.severity === 'error');
}

/** An optional field that is emptied is taken away, so that its default counts. */
function textValue(value: string, isRequired: boolean): string | undefined {
  return value === '' && !isRequired ? undefined : value;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Characters of the font in a line of the narrowest panel. */
const LINE_LENGTH = 36;
const LEAST_ROWS = 2;

/** Grows with the text, within limits. */
function rowsOf(value: string): number {
  const lines = value.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / LINE_LENGTH), 0);
  return Math.min(14, Math.max(LEAST_ROWS, lines));
}
