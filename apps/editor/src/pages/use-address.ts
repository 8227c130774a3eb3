import { useEffect, useEffectEvent } from 'react';
import { useSearchParams } from 'react-router';
import { TILE } from '../canvas/geometry.ts';
import type { EditorSession } from '../canvas/session.ts';
import { text } from '../text/text.ts';

/**
 * `?node=3` selects a node and brings it into the middle of the view, or says that it is gone;
 * `?trace=7` says why it did what it did.
 */
export function useAddress(session: EditorSession): void {
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('node');
  const traceId = idOf(search.get('trace'));
  // Its identity changes with every other part of the address.
  const forgetNode = useEffectEvent(() => setSearch(withoutNode, { replace: true }));
  useEffect(() => {
    if (wanted === null) return;
    const { nodes } = session.documents.state.getState().document;
    const node = nodes.find(({ id }) => id === idOf(wanted));
    if (node === undefined) {
      session.messages.show(text.editor.nodeMissing);
      forgetNode();
      return;
    }
    session.selection.selectNodes([node.id]);
    void centreWhenDrawn(session, node.id);
  }, [session, wanted]);
  useEffect(() => {
    if (traceId === null) return;
    session.tracing.setState({ traceId });
    session.side.show('why');
  }, [session, traceId]);
}

/** So that a reload does not say it again. */
function withoutNode(search: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(search);
  rest.delete('node');
  return rest;
}

/** A number from 1; `null` for whatever else stands there. */
function idOf(value: string | null): number | null {
  const id = Number(value);
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
