import { Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { text } from '../text/text.ts';
import { IconButton } from '../ui/button.tsx';
import { Switch } from '../ui/switch.tsx';
import fields from '../ui/field.module.css';
import { FaultList } from './field-shell.tsx';
import { useNodeForm } from './form-context.tsx';
import type { FieldProps } from './form-context.tsx';
import styles from './inspector.module.css';

const MAX_OUTPUTS = 8;

/** A switch per output, output 1 first. */
export function OutputsField({ field, path }: FieldProps): ReactNode {
  const form = useNodeForm();
  const stored = form.read(path);
  const values = Array.isArray(stored) ? stored.map((value) => value === true) : [];
  const outputs = values.map((isOn, index) => ({ isOn, number: index + 1 }));

  function put(next: boolean[]): void {
    form.write(path, next);
    form.seal();
  }

  return (
    <fieldset className={styles['group']} disabled={form.isReadOnly}>
      <legend className={fields['label']}>{field.meta.title}</legend>
      {outputs.map(({ isOn, number }) => (
        <Switch
          key={number}
          label={text.inspector.output(number)}
          isSelected={isOn}
          onChange={(value) => put(outputs.map((other) => (other.number === number ? value : other.isOn)))}
        />
      ))}
      <div className={styles['row']}>
        <IconButton
          isSmall
          label={text.inspector.addOutput}
          isDisabled={values.length >= MAX_OUTPUTS}
          onPress={() => put([...values, false])}
        >
          <Plus size={16} aria-hidden />
        </IconButton>
        <IconButton
          isSmall
          label={text.inspector.removeOutput}
          isDisabled={values.length <= 1}
          onPress={() => put(values.slice(0, -1))}
        >
          <Minus size={16} aria-hidden />
        </IconButton>
      </div>
      <FaultList faults={form.faults(path)} />
    </fieldset>
  );
}
