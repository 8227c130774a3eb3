import type { ComponentType, ReactNode } from 'react';
import { Suspense, useRef, useState } from 'react';
import type { ButtonProps } from 'react-aria-components';
import { IconButton } from './button.tsx';
import type { MenuAction, MenuStart } from './menu-list.tsx';
import { part } from './part.tsx';

interface MenuProps {
  readonly label: string;
  /** On the button that opens it. */
  readonly icon: ComponentType<{ readonly size: number; readonly 'aria-hidden': true }>;
  readonly actions: readonly MenuAction[];
}

type KeyPress = Parameters<NonNullable<ButtonProps['onKeyDown']>>[0];

/** Asked for when a menu first opens: it brings all that lies over a page. */
const MenuList = part(async () => (await import('./menu-list.tsx')).MenuList);

/** A button with a picture that opens a list of what can be done. */
export function Menu({ label, icon: Icon, actions }: MenuProps): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  const [start, open] = useState<MenuStart | null>(null);
  return (
    <>
      <IconButton
        ref={button}
        label={label}
        aria-haspopup="menu"
        aria-expanded={start !== null}
        onPress={() => open('first')}
        onKeyDown={(event) => openByArrow(event, open)}
      >
        <Icon size={18} aria-hidden />
      </IconButton>
      {start !== null && (
        <Suspense>
          <MenuList
            label={label}
            actions={actions}
            opener={button}
            start={start}
            onClose={() => open(null)}
          />
        </Suspense>
      )}
    </>
  );
}

const STARTS: Readonly<Record<string, MenuStart>> = { ArrowDown: 'first', ArrowUp: 'last' };

/** Other keys are for the page. */
function openByArrow(event: KeyPress, open: (start: MenuStart) => void): void {
  const start = STARTS[event.key];
  if (start === undefined) {
    event.continuePropagation();
    return;
  }
  event.preventDefault();
  open(start);
}
