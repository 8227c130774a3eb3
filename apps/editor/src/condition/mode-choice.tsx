import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { text } from '../text/text.ts';
import { classNames } from '../ui/class-names.ts';
import styles from './condition.module.css';

const MODES = ['rows', 'formula'] as const;
export type Mode = (typeof MODES)[number];

interface ModeChoiceProps {
  readonly mode: Mode;
  readonly canShowRows: boolean;
  readonly onChange: (mode: Mode) => void;
}

/** Whether a condition is shown as rows or as the formula that it is. */
export function ModeChoice({ mode, canShowRows, onChange }: ModeChoiceProps): ReactNode {
  return (
    <ToggleButtonGroup
      aria-label={text.condition.mode}
      className={classNames(styles['modes'])}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[mode]}
      onSelectionChange={(keys) => {
        const chosen = MODES.find((known) => keys.has(known));
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {MODES.map((known) => (
        <ToggleButton
          key={known}
          id={known}
          isDisabled={known === 'rows' && !canShowRows}
          className={classNames(styles['mode'])}
        >
          {text.condition[known]}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
