import type { ReactNode } from 'react';
import { useId } from 'react';
import { useSession } from '../canvas/session-context.tsx';
import type { FlowHead } from '../document/operations.ts';
import { setHead } from '../document/commands.ts';
import fields from '../ui/field.module.css';
import styles from './inspector.module.css';

interface NumberSettingProps {
  readonly label: string;
  readonly hint: string;
  readonly unit: string;
  readonly max: number;
  readonly value: number;
  readonly change: (value: number) => Partial<FlowHead>;
}

/** A whole number among the flow's own fields; what is out of range goes back to what it was. */
export function NumberSetting({ label, hint, unit, max, value, change }: NumberSettingProps): ReactNode {
  const { documents } = useSession();
  const id = useId();

  function leave(typed: string): boolean {
    const wanted = Number(typed);
    const isValid = Number.isInteger(wanted) && wanted >= 1 && wanted <= max;
    if (isValid && wanted !== value) documents.run(setHead(change(wanted)));
    documents.seal();
    return isValid;
  }

  return (
    <div className={fields['field']}>
      <label className={fields['label']} htmlFor={id}>
        {label}
      </label>
      <div className={styles['with-unit']}>
        <input
          id={id}
          // Remounted when undo changes it; otherwise the typed text stays as it is.
          key={value}
          className={fields['control']}
          inputMode="numeric"
          defaultValue={value}
          aria-describedby={`${id}-note`}
          onBlur={(event) => {
            if (!leave(event.target.value)) event.target.value = String(value);
          }}
        />
        <span className={styles['unit']}>{unit}</span>
      </div>
      <p id={`${id}-note`} className={fields['hint']}>
        {hint}
      </p>
    </div>
  );
}
