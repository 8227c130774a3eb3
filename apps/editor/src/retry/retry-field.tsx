import { retryPolicySchema } from '@signalbox/flow';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { FaultList } from '../inspector/field-shell.tsx';
import { useNodeForm } from '../inspector/form-context.tsx';
import type { FieldProps } from '../inspector/form-context.tsx';
import { text } from '../text/text.ts';
import { classNames } from '../ui/class-names.ts';
import fields from '../ui/field.module.css';
import { Switch } from '../ui/switch.tsx';
import { pausesInWords } from './pauses.ts';
import styles from './retry.module.css';

/** When a delivery is tried again, as a sentence with blanks. */
export function RetryField({ field, path }: FieldProps): ReactNode {
  const form = useNodeForm();
  const policy = retryPolicySchema.safeParse(form.read(path));
  const faults = [path, ...field.fields.map(({ key }) => [...path, key])].flatMap(form.faults);
  return (
    <fieldset className={styles['retry']} disabled={form.isReadOnly}>
      <legend className={fields['label']}>{field.meta.title}</legend>
      <p className={styles['sentence']}>
        {text.retry.try}
        <Blank label={text.retry.attempts} path={[...path, 'max_attempts']} />
        {text.retry.times}
        <Blank label={text.retry.firstPause} path={[...path, 'first_delay_s']} />
        {text.retry.grow}
        <Blank label={text.retry.factor} path={[...path, 'factor']} />
        {text.retry.longer}
        <Blank label={text.retry.longest} path={[...path, 'max_delay_s']} />
        {text.retry.end}
      </p>
      <Switch
        label={text.retry.spread}
        isSelected={form.read([...path, 'jitter']) === true}
        isDisabled={form.isReadOnly}
        onChange={(isOn) => {
          form.write([...path, 'jitter'], isOn);
          form.seal();
        }}
      />
      {policy.success && <p className={fields['hint']}>{pausesInWords(policy.data)}</p>}
      <FaultList faults={faults} />
    </fieldset>
  );
}

interface BlankProps {
  readonly label: string;
  readonly path: FieldProps['path'];
}

/** A number within the sentence; emptied, its default counts. */
function Blank({ label, path }: BlankProps): ReactNode {
  const form = useNodeForm();
  const stored = form.read(path);
  const [draft, setDraft] = useState<string | null>(null);

  function type(typed: string): void {
    setDraft(typed);
    const number = Number(typed);
    if (typed.trim() === '') form.write(path, undefined);
    else if (Number.isFinite(number)) form.write(path, number);
  }

  return (
    <input
      className={classNames(fields['control'], styles['blank'])}
      aria-label={label}
      aria-invalid={form.faults(path).length > 0}
      inputMode="decimal"
      value={draft ?? (typeof stored === 'number' ? String(stored) : '')}
      onChange={(event) => type(event.target.value)}
      onBlur={() => {
        setDraft(null);
        form.seal();
      }}
    />
  );
}
