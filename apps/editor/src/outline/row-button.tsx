import type { KeyboardEvent, ReactNode, SyntheticEvent } from 'react';

interface RowButtonProps {
  readonly className: string | undefined;
  /** Says what it does where it has no words. */
  readonly label?: string;
  /** It opens a menu. */
  readonly hasMenu: boolean;
  readonly onPress: (button: HTMLElement) => void;
  readonly children: ReactNode;
}

/**
 * A button in a row of the outline: the browser's own, because a flow of 500 nodes has 3,000 of them.
 * What is pressed on it is not for the row.
 */
export function RowButton({ className, label, hasMenu, onPress, children }: RowButtonProps): ReactNode {
  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      aria-haspopup={hasMenu ? 'menu' : undefined}
      onPointerDown={keepFromRow}
      onMouseDown={keepFromRow}
      onKeyDown={keepPressFromRow}
      onClick={(event) => {
        event.stopPropagation();
        onPress(event.currentTarget);
      }}
    >
      {children}
    </button>
  );
}

function keepFromRow(event: SyntheticEvent): void {
  event.stopPropagation();
}

/** The arrows stay the list's, and Ctrl the page's. */
function keepPressFromRow(event: KeyboardEvent): void {
  if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
}
