import type { ReactNode, RefObject } from 'react';
import { Menu as AriaMenu, MenuContext, MenuItem, Popover } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

export interface MenuAction {
  readonly id: string;
  readonly title: string;
  readonly isDangerous?: boolean;
  readonly run: () => void;
}

/** Which entry has the focus first. */
export type MenuStart = 'first' | 'last';

interface MenuListProps {
  readonly label: string;
  readonly actions: readonly MenuAction[];
  /** The button below which it opens. */
  readonly opener: RefObject<HTMLElement | null>;
  readonly start: MenuStart;
  readonly onClose: () => void;
}

/** What can be done, below the button that was pressed; closed by a choice, Escape or a press elsewhere. */
export function MenuList({ label, actions, opener, start, onClose }: MenuListProps): ReactNode {
  return (
    <Popover
      trigger="MenuTrigger"
      triggerRef={opener}
      isOpen
      onOpenChange={onClose}
      aria-label={label}
      className={classNames(styles['popover'])}
      offset={4}
      placement="bottom end"
    >
      <MenuContext value={{ autoFocus: start, onClose }}>
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
      </MenuContext>
    </Popover>
  );
}
