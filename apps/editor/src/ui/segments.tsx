import type { ReactNode } from 'react';
import styles from './segments.module.css';

interface SegmentsProps<Id extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly title: string; readonly isDisabled?: boolean }[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
}

/** A choice of a few ways to look at the same thing, side by side. */
export function Segments<Id extends string>({
  label,
  options,
  value,
  onChange,
}: SegmentsProps<Id>): ReactNode {
  return (
    <fieldset className={styles['segments']} aria-label={label}>
      {options.map(({ id, title, isDisabled }) => (
        <button
          key={id}
          type="button"
          className={styles['segment']}
          aria-pressed={id === value}
          disabled={isDisabled}
          onClick={() => onChange(id)}
        >
          {title}
        </button>
      ))}
    </fieldset>
  );
}
