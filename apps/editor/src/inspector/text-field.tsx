import type { ReactNode } from 'react';
import { useId } from 'react';
import { text } from '../text/en.ts';
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

/** Several lines: free text or a template. */
export function AreaField({ field, path }: FieldProps): ReactNode {
  const id = useId();
  const form = useNodeForm();
  const value = textOf(form.read(path));
  const isCode = field.control !== 'multiline';
  const faults = form.faults(path);
  return (
    <FieldShell field={field} id={id} faults={faults} {...hintOf(field.control)}>
      <textarea
        id={id}
        className={classNames(styles['control'], isCode && styles['mono'])}
        rows={rowsOf(value, field.meta.place === 'json' ? 5 : 2)}
        value={value}
        placeholder={field.meta.placeholder}
        spellCheck={!isCode}
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

function hintOf(control: string): { readonly hint?: string } {
  return control === 'template' ? { hint: text.inspector.templateHelp } : {};
}

/** An optional field that is emptied is taken away, so that its default counts. */
function textValue(value: string, isRequired: boolean): string | undefined {
  return value === '' && !isRequired ? undefined : value;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Characters of the monospaced font in a line of the narrowest panel. */
const LINE_LENGTH = 31;

/** Grows with the text, within limits. */
function rowsOf(value: string, least: number): number {
  const lines = value.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / LINE_LENGTH), 0);
  return Math.min(14, Math.max(least, lines));
}
