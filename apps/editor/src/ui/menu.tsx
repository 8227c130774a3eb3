import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

export interface MenuAction {
  readonly id: string;
  readonly title: string;
  readonly isDangerous?: boolean;
  readonly run: () => void;
}

interface MenuProps {
  readonly label: string;
  /** The button that opens the menu. */
  readonly trigger: ReactNode;
  readonly actions: readonly MenuAction[];
}

export function Menu({ label, trigger, actions }: MenuProps): ReactNode {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={classNames(styles['popover'])} offset={4} placement="bottom end">
        <AriaMenu className={classNames(styles['list'])} aria-label={label}>
          {actions.map((action) => (
            <MenuItem
              key={action.id}
              id={action.id}
              className={classNames(styles['option'])}
              data-danger={action.isDangerous === true ? '' : undefined}
              onAction={() => action.run()}
            >
              {action.title}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
