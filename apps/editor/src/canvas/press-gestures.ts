import type { EditorSession } from './session.ts';

/** The second button opens a menu; a double click adds a node, or renames the one that it hits. */
export function addPressGestures(container: HTMLElement, session: EditorSession): () => void {
  const { overlay, selection, documents, renaming, view } = session;

  function openMenu(event: MouseEvent): void {
    event.preventDefault();
    const { nodeId, edgeKey } = hitBy(event);
    const { nodes, edges } = selection.state.getState();
    if (nodeId !== null && !nodes.has(nodeId)) selection.selectNodes([nodeId]);
    if (nodeId === null && edgeKey !== null && !edges.has(edgeKey)) selection.selectEdge(edgeKey, false);
    const on = nodeId !== null ? 'nodes' : edgeKey !== null ? 'wires' : 'canvas';
    overlay.setState({ open: { kind: 'menu', at: { x: event.clientX, y: event.clientY }, on } });
  }

  function open(event: MouseEvent): void {
    if (documents.state.getState().readOnly) return;
    const { nodeId, edgeKey } = hitBy(event);
    if (nodeId !== null) renaming.setState({ nodeId });
    if (nodeId !== null || edgeKey !== null) return;
    const at = { x: event.clientX, y: event.clientY };
    const spot = view.getState().current?.viewport.toCanvas(at) ?? at;
    overlay.setState({ open: { kind: 'add', at, place: { kind: 'alone' }, spot } });
  }

  container.addEventListener('contextmenu', openMenu);
  container.addEventListener('dblclick', open);
  return () => {
    container.removeEventListener('contextmenu', openMenu);
    container.removeEventListener('dblclick', open);
  };
}

function hitBy({ target }: MouseEvent): { readonly nodeId: number | null; readonly edgeKey: string | null } {
  const element = target instanceof Element ? target : null;
  const tile = element?.closest('[data-node-id]');
  const wire = element?.closest('[data-edge-key]');
  return {
    nodeId: tile instanceof HTMLElement ? Number(tile.dataset['nodeId']) : null,
    edgeKey: wire?.getAttribute('data-edge-key') ?? null,
  };
}
