import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { TILE } from '../canvas/geometry.ts';
import type { EditorSession } from '../canvas/session.ts';

/** `?node=3` selects a node and brings it into the middle of the view, `?trace=7` says why it did what it did. */
export function useAddress(session: EditorSession): void {
  const [search] = useSearchParams();
  const nodeId = idOf(search.get('node'));
  const traceId = idOf(search.get('trace'));
  useEffect(() => {
    if (nodeId === null) return;
    session.selection.selectNodes([nodeId]);
    session.selection.keep(
      new Set(session.documents.state.getState().document.nodes.map((node) => node.id)),
      new Set(),
    );
    void centreWhenDrawn(session, nodeId);
  }, [session, nodeId]);
  useEffect(() => {
    if (traceId === null) return;
    session.tracing.setState({ traceId });
    session.side.show('why');
  }, [session, traceId]);
}

/** A number from 1; `null` for whatever else stands there. */
function idOf(text: string | null): number | null {
  const id = Number(text);
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

async function centreWhenDrawn({ view, documents }: EditorSession, nodeId: number): Promise<void> {
  await view.getState().current?.ready;
  const { nodes } = documents.state.getState().document;
  const place = nodes.find(({ id }) => id === nodeId)?.view?.position;
  const viewport = view.getState().current?.viewport;
  if (place === undefined) viewport?.reveal(nodeId);
  else viewport?.centreOn({ x: place.x + TILE.width / 2, y: place.y });
}
