import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

interface TextInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isLabelHidden?: boolean;
  readonly hint?: string | undefined;
  /** What is wrong with the value; `null` when nothing is. */
  readonly fault?: string | null;
  readonly type?: 'text' | 'password' | 'search' | 'datetime-local';
  readonly placeholder?: string;
  readonly autoComplete?: string;
  /** Takes the focus when it appears, as the first field of a dialog does. */
  readonly isFirst?: boolean;
  readonly isMono?: boolean;
  /** More than one makes a field of several lines. */
  readonly rows?: number;
}

/** A labelled field of text with its hint and its fault below. */
export function TextInput(props: TextInputProps): ReactNode {
  const { label, value, onChange, isLabelHidden = false, hint, fault = null, rows = 1 } = props;
  const input = useRef<HTMLInputElement>(null);
  const { isFirst = false } = props;
  useEffect(() => {
    if (isFirst) input.current?.focus();
  }, [isFirst]);
  const control = classNames(styles['control'], props.isMono === true && styles['mono']);
  return (
    <TextField
      className={classNames(styles['field'])}
      value={value}
      onChange={onChange}
      isInvalid={fault !== null}
      type={props.type ?? 'text'}
      {...(props.autoComplete === undefined ? {} : { autoComplete: props.autoComplete })}
      {...(props.isMono === true ? { spellCheck: 'false' } : {})}
    >
      <Label className={isLabelHidden ? 'visually-hidden' : classNames(styles['label'])}>{label}</Label>
      {rows > 1 ? (
        <TextArea className={control} rows={rows} placeholder={props.placeholder ?? ''} />
      ) : (
        <Input ref={input} className={control} placeholder={props.placeholder ?? ''} />
      )}
      {hint !== undefined && (
        <Text slot="description" className={classNames(styles['hint'])}>
          {hint}
        </Text>
      )}
      <FieldError className={classNames(styles['fault'])}>{fault}</FieldError>
    </TextField>
  );
}
