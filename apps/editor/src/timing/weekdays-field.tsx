import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { FaultList } from '../inspector/field-shell.tsx';
import { useNodeForm } from '../inspector/form-context.tsx';
import type { FieldProps } from '../inspector/form-context.tsx';
import { text } from '../text/text.ts';
import { classNames } from '../ui/class-names.ts';
import fields from '../ui/field.module.css';
import styles from './timing.module.css';

/** Days of the week, one switch each; stored as 1 for Monday to 7. */
export function WeekdaysField({ field, path }: FieldProps): ReactNode {
  const form = useNodeForm();
  const stored = form.read(path);
  const chosen = Array.isArray(stored) ? stored.map(String) : [];
  return (
    <div className={fields['field']}>
      <span className={fields['label']}>{field.meta.title}</span>
      <ToggleButtonGroup
        aria-label={field.meta.title}
        className={classNames(styles['days'])}
        selectionMode="multiple"
        isDisabled={form.isReadOnly}
        selectedKeys={chosen}
        onSelectionChange={(keys) => {
          form.write(
            path,
            [...keys].map(Number).toSorted((a, b) => a - b),
          );
          form.seal();
        }}
      >
        {text.timing.weekdays.map((short, index) => (
          <ToggleButton
            key={short}
            id={String(index + 1)}
            aria-label={text.timing.weekdayNames[index] ?? short}
            className={classNames(styles['day'])}
          >
            {short}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {field.meta.description !== undefined && <p className={fields['hint']}>{field.meta.description}</p>}
      <FaultList faults={form.faults(path)} />
    </div>
  );
}
