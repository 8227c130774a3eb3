import type { FlowEdge } from '@signalbox/flow';
import { canConnect } from '../document/can-connect.ts';
import type { ConnectAnswer } from '../document/can-connect.ts';
import { connect, disconnect } from '../document/commands.ts';
import { portKey } from '../document/operations.ts';
import { portTitle } from '../text/port-title.ts';
import { text } from '../text/text.ts';
import { nodeTitle } from './node-face.ts';
import type { EditorSession } from './session.ts';

/** Whether a wire may be drawn now, with the reason when not. `null` is a wire from no output. */
export function mayConnect({ documents, library }: EditorSession, edge: FlowEdge | null): ConnectAnswer {
  if (edge === null) return { isAllowed: false, reason: text.connect.fromInput };
  const { document, readOnly } = documents.state.getState();
  return readOnly ? { isAllowed: false, reason: text.editor.readOnly } : canConnect(document, library, edge);
}

/** Draws a wire and says from where to where, or shows why it may not be drawn. */
export function connectNodes(session: EditorSession, edge: FlowEdge): void {
  const answer = mayConnect(session, edge);
  if (!answer.isAllowed) {
    session.messages.show(answer.reason, 'connect');
    return;
  }
  session.documents.run(connect(edge));
  const port = portTitle(portKey(edge));
  session.messages.announce(
    text.canvas.announceConnected(titleOf(session, edge.from), port, titleOf(session, edge.to)),
    'connect',
  );
}

export function removeWire(session: EditorSession, key: string): void {
  session.documents.run(disconnect(key));
  session.messages.announce(text.canvas.announceWireRemoved);
}

/** What a node is called; its number when it is not there. */
export function titleOf({ documents, library }: EditorSession, nodeId: number): string {
  const node = documents.state.getState().document.nodes.find((other) => other.id === nodeId);
  return node === undefined ? String(nodeId) : nodeTitle(node, library.definition(node.type));
}
