import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { Float } from '../canvas/float.tsx';
import { revealTile } from '../canvas/focus-tile.ts';
import { NodeIcon } from '../canvas/node-icon.tsx';
import { useDocumentState, useSession } from '../canvas/session-context.tsx';
import { text } from '../text/text.ts';
import { SearchList } from '../ui/search-list.tsx';
import { findNodes } from './find-nodes.ts';

const WIDTH = 300;

/** Finds nodes of the open flow; choosing one selects it and brings it into view. */
export function FindPanel({ onClose }: { readonly onClose: () => void }): ReactNode {
  const session = useSession();
  const { library } = session;
  const names = useStore(session.names);
  const nodes = useDocumentState((state) => state.document.nodes);
  const box = session.view.getState().current?.container.getBoundingClientRect();

  function choose(id: string): void {
    onClose();
    session.selection.selectNodes([Number(id)]);
    void revealTile(session, Number(id));
  }

  return (
    <Float
      at={{ x: box === undefined ? 0 : box.left + (box.width - WIDTH) / 2, y: (box?.top ?? 0) + 16 }}
      label={text.find.title}
      onClose={onClose}
    >
      <SearchList
        label={text.find.title}
        placeholder={text.find.placeholder}
        nothing={text.find.nothing}
        find={(words) =>
          findNodes(nodes, { library, names }, words).map(({ node, face }) => ({
            id: String(node.id),
            title: face.title,
            detail: `${text.find.detail(face.typeTitle, node.id)}: ${face.summary}`,
            icon: <NodeIcon definition={library.definition(node.type)} />,
          }))
        }
        onFound={(count) => session.messages.announce(text.announce.found(count))}
        onChoose={choose}
        onClose={onClose}
      />
    </Float>
  );
}
