import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { text } from '../text/text.ts';
import { classNames } from '../ui/class-names.ts';
import fields from '../ui/field.module.css';
import { FieldShell } from './field-shell.tsx';
import { useNodeForm } from './form-context.tsx';
import type { FieldProps } from './form-context.tsx';
import styles from './inspector.module.css';
import { hasError } from './text-field.tsx';

export function NumberField({ field, path }: FieldProps): ReactNode {
  const id = useId();
  const form = useNodeForm();
  const stored = form.read(path);
  // What is being typed, while it is no number yet ("-", "1.").
  const [draft, setDraft] = useState<string | null>(null);
  const isUnreadable = draft !== null && draft !== '' && !Number.isFinite(Number(draft));
  const faults = isUnreadable
    ? [{ severity: 'error' as const, message: text.inspector.numberInvalid }]
    : form.faults(path);

  function type(typed: string): void {
    setDraft(typed);
    const number = Number(typed);
    if (typed.trim() === '') form.write(path, undefined);
    else if (Number.isFinite(number)) form.write(path, number);
  }

  return (
    <FieldShell field={field} id={id} faults={faults}>
      <div className={styles['with-unit']}>
        <input
          id={id}
          className={classNames(fields['control'])}
          inputMode="decimal"
          value={draft ?? (typeof stored === 'number' ? String(stored) : '')}
          placeholder={field.meta.placeholder}
          disabled={form.isReadOnly}
          aria-invalid={hasError(faults)}
          aria-describedby={`${id}-note`}
          onChange={(event) => type(event.target.value)}
          onBlur={() => {
            setDraft(null);
            form.seal();
          }}
        />
        {field.control === 'seconds' && <span className={styles['unit']}>{text.inspector.seconds}</span>}
      </div>
    </FieldShell>
  );
}
