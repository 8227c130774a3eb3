import type { ComponentType, ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { IconButton } from './button.tsx';
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
  /** On the button that opens it. */
  readonly icon: ComponentType<{ readonly size: number; readonly 'aria-hidden': true }>;
  readonly actions: readonly MenuAction[];
}

/** A button with a picture that opens a list of what can be done. */
export function Menu({ label, icon: Icon, actions }: MenuProps): ReactNode {
  return (
    <MenuTrigger>
      <IconButton label={label}>
        <Icon size={18} aria-hidden />
      </IconButton>
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
