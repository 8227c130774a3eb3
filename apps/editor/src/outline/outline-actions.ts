import type { FlowEdge } from '@signalbox/flow';
import { revealTile } from '../canvas/focus-tile.ts';
import { askForNode } from '../canvas/insert-actions.ts';
import type { MenuPlace } from '../canvas/overlay.ts';
import type { EditorSession } from '../canvas/session.ts';
import type { WireEnd } from '../document/insert-node.ts';
import { edgeKey } from '../document/operations.ts';

/** The menu of a node, below the button that was pressed. */
export function openNodeMenu(session: EditorSession, nodeId: number, button: Element): void {
  if (!session.selection.state.getState().nodes.has(nodeId)) session.selection.selectNodes([nodeId]);
  openMenu(session, button, 'nodes');
}

/** The menu of a wire; who may only look goes to its end at once. */
export function openWire(session: EditorSession, edge: FlowEdge, button: Element): void {
  if (session.documents.state.getState().readOnly) {
    session.selection.selectNodes([edge.to]);
    void revealTile(session, edge.to);
    return;
  }
  session.selection.selectEdge(edgeKey(edge), false);
  openMenu(session, button, 'wires');
}

/** What can be added at a port. */
export function openPort(session: EditorSession, nodeId: number, port: string, button: Element): void {
  session.selection.selectNodes([nodeId]);
  openMenu(session, button, 'ports', { nodeId, side: 'output', key: port });
}

/** Asks for a node that stands alone. */
export function askForLooseNode(session: EditorSession): void {
  session.selection.clear();
  askForNode(session);
}

function openMenu({ overlay }: EditorSession, button: Element, on: MenuPlace, end?: WireEnd): void {
  const { left, bottom } = button.getBoundingClientRect();
  const at = { x: left, y: bottom + 4 };
  overlay.setState({ open: { kind: 'menu', at, on, ...(end === undefined ? {} : { end }) } });
}
