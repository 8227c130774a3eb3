import type { FieldDescription } from '@signalbox/flow';
import type { ReactNode } from 'react';
import fields from '../ui/field.module.css';
import type { FieldFault } from './form-context.tsx';
import styles from './inspector.module.css';

interface FieldShellProps {
  readonly field: FieldDescription;
  readonly id: string;
  readonly faults: readonly FieldFault[];
  readonly hint?: string;
  readonly children: ReactNode;
}

/** Label above, help and faults below. The control's id is `id`, the texts' is `${id}-note`. */
export function FieldShell({ field, id, faults, hint, children }: FieldShellProps): ReactNode {
  const help = field.meta.description ?? hint;
  return (
    <div className={fields['field']}>
      <label className={fields['label']} htmlFor={id}>
        {field.meta.title}
      </label>
      {children}
      <div id={`${id}-note`} className={styles['notes']}>
        {help !== undefined && <p className={fields['hint']}>{help}</p>}
        <FaultList faults={faults} />
      </div>
    </div>
  );
}

export function FaultList({ faults }: { readonly faults: readonly FieldFault[] }): ReactNode {
  return faults.map((fault) => (
    <p key={fault.message} className={styles['fault']} data-severity={fault.severity}>
      {fault.message}
    </p>
  ));
}
