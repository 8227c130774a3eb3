import type { ReactNode } from 'react';
import { Float } from '../canvas/float.tsx';
import { focusTile, revealTile } from '../canvas/focus-tile.ts';
import { addNodeAt } from '../canvas/insert-actions.ts';
import { NodeIcon } from '../canvas/node-icon.tsx';
import type { Overlay } from '../canvas/overlay.ts';
import { useSession } from '../canvas/session-context.tsx';
import { fitsPlace } from '../document/insert-node.ts';
import { text } from '../text/text.ts';
import { SearchList } from '../ui/search-list.tsx';
import { findTypes } from './find-types.ts';

interface QuickAddProps {
  readonly overlay: Extract<Overlay, { kind: 'add' }>;
  readonly onClose: () => void;
}

/** Adds a node where it is asked for; only what fits there is offered. */
export function QuickAdd({ overlay, onClose }: QuickAddProps): ReactNode {
  const session = useSession();
  const { at, place, spot } = overlay;
  const fitting = session.library.list.filter((definition) => fitsPlace(definition, place));

  function add(type: string): void {
    onClose();
    addNodeAt(session, type, spot, place);
    const [added] = session.selection.state.getState().nodes;
    if (added !== undefined) void revealTile(session, added);
  }

  function close(): void {
    onClose();
    const [selected] = session.selection.state.getState().nodes;
    if (selected !== undefined) focusTile(session, selected);
  }

  return (
    <Float at={at} label={text.palette.quickAdd} onClose={onClose}>
      <SearchList
        label={text.palette.quickAdd}
        find={(words) =>
          findTypes(fitting, words).map((definition) => ({
            id: definition.type,
            title: definition.title,
            detail: definition.description,
            icon: <NodeIcon definition={definition} />,
          }))
        }
        nothing={place.kind === 'alone' ? text.palette.nothing : text.palette.nothingFits}
        onFound={(count) => session.messages.announce(text.announce.found(count))}
        onChoose={add}
        onClose={close}
      />
    </Float>
  );
}
