import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

interface SwitchProps {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly isSelected: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

export function Switch(props: SwitchProps): ReactNode {
  const { label, isLabelHidden = false, isSelected, isDisabled = false, onChange } = props;
  return (
    <AriaSwitch
      className={classNames(styles['switch'])}
      isSelected={isSelected}
      isDisabled={isDisabled}
      onChange={onChange}
    >
      <span className={styles['track']} />
      <span className={isLabelHidden ? 'visually-hidden' : ''}>{label}</span>
    </AriaSwitch>
  );
}
