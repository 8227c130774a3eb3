import type { ReactNode } from 'react';
import { useId } from 'react';
import { Select } from '../ui/select.tsx';
import { Switch } from '../ui/switch.tsx';
import fields from '../ui/field.module.css';
import { FaultList } from './field-shell.tsx';
import { useNodeForm } from './form-context.tsx';
import type { FieldProps } from './form-context.tsx';
import styles from './inspector.module.css';

interface ChoiceFieldProps extends FieldProps {
  readonly outputs?: readonly number[];
}

/** One of a few values, or one of the outputs. */
export function ChoiceField({ field, path, outputs }: ChoiceFieldProps): ReactNode {
  const id = useId();
  const form = useNodeForm();
  const value = form.read(path);
  const isOutput = outputs !== undefined;
  const options = isOutput
    ? outputs.map((number) => ({ id: String(number), title: String(number) }))
    : field.options.map((option) => ({ id: option, title: field.meta.choices?.[option] ?? option }));
  return (
    <div className={styles['stack']}>
      <Select
        label={field.meta.title}
        options={options}
        value={typeof value === 'string' || typeof value === 'number' ? String(value) : null}
        isDisabled={form.isReadOnly}
        isInvalid={form.faults(path).length > 0}
        describedBy={`${id}-note`}
        onChange={(chosen) => {
          form.write(path, isOutput ? Number(chosen) : chosen);
          form.seal();
        }}
      />
      <Notes id={id} field={field} path={path} />
    </div>
  );
}

export function ToggleField({ field, path }: FieldProps): ReactNode {
  const id = useId();
  const form = useNodeForm();
  return (
    <div className={styles['stack']}>
      <Switch
        label={field.meta.title}
        isSelected={form.read(path) === true}
        isDisabled={form.isReadOnly}
        onChange={(isOn) => {
          form.write(path, isOn);
          form.seal();
        }}
      />
      <Notes id={id} field={field} path={path} />
    </div>
  );
}

function Notes({ id, field, path }: FieldProps & { readonly id: string }): ReactNode {
  const form = useNodeForm();
  return (
    <div id={`${id}-note`} className={styles['notes']}>
      {field.meta.description !== undefined && <p className={fields['hint']}>{field.meta.description}</p>}
      <FaultList faults={form.faults(path)} />
    </div>
  );
}
