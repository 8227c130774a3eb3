import type { FlowNode } from '@signalbox/flow';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { renameNode } from '../document/commands.ts';
import { text } from '../text/text.ts';
import { focusTile } from './focus-tile.ts';
import { useSession } from './session-context.tsx';

const MAX_CHARACTERS = 255;

interface RenameFieldProps {
  readonly node: FlowNode;
  readonly title: string;
  readonly className: string | undefined;
}

/** A node's name, edited where it stands: Enter or leaving it keeps the new name, Escape the old one. */
export function RenameField({ node, title, className }: RenameFieldProps): ReactNode {
  const session = useSession();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);

  function finish(value: string | null): void {
    session.renaming.setState({ nodeId: null });
    if (value !== null) session.documents.run(renameNode(node.id, value));
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    finish(event.key === 'Enter' ? event.currentTarget.value : null);
    focusTile(session, node.id);
  }

  return (
    <input
      ref={field}
      className={className}
      aria-label={text.canvas.rename}
      defaultValue={title}
      maxLength={MAX_CHARACTERS}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.stopPropagation()}
      onBlur={(event) => {
        if (session.renaming.getState().nodeId === node.id) finish(event.currentTarget.value);
      }}
    />
  );
}
