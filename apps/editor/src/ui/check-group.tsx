import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

export interface CheckOption<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly isDisabled?: boolean;
}

interface CheckGroupProps<Id extends string> {
  readonly label: string;
  readonly options: readonly CheckOption<Id>[];
  readonly chosen: readonly Id[];
  readonly onChange: (chosen: readonly Id[]) => void;
}

/** Any number of some options, under one name. */
export function CheckGroup<Id extends string>(props: CheckGroupProps<Id>): ReactNode {
  const { label, options, chosen, onChange } = props;
  const isChosen = new Set<string>(chosen);
  function toggle(id: Id, isOn: boolean): void {
    onChange(isOn ? [...chosen, id] : chosen.filter((other) => other !== id));
  }
  return (
    <fieldset className={classNames(styles['checks'])}>
      <legend className={classNames(styles['label'])}>{label}</legend>
      {options.map((option) => (
        <label key={option.id} className={styles['check']}>
          <input
            type="checkbox"
            checked={isChosen.has(option.id)}
            disabled={option.isDisabled ?? false}
            onChange={(event) => toggle(option.id, event.target.checked)}
          />
          {option.title}
        </label>
      ))}
    </fieldset>
  );
}
