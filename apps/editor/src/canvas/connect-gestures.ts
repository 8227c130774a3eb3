import type { FlowEdge } from '@signalbox/flow';
import { edgeOfPort } from '@signalbox/flow';
import { BidirectFlow, ClassicFlow, ConnectionPlugin, getSourceTarget } from 'rete-connection-plugin';
import type { SocketData } from 'rete-connection-plugin';
import { canConnect } from '../document/can-connect.ts';
import { connect } from '../document/commands.ts';
import { text } from '../text/en.ts';
import type { CanvasArea } from './area.ts';
import { INPUT } from './scheme.ts';
import type { Schemes } from './scheme.ts';
import type { EditorSession } from './session.ts';

/** Drawing wires: by dragging, or by a click on one port and a click on another. */
export interface ConnectGestures {
  readonly plugin: ConnectionPlugin<Schemes>;
  /** Lets go of a wire that is being drawn. */
  readonly drop: () => void;
}

export function addConnectGestures(area: CanvasArea, session: EditorSession): ConnectGestures {
  const plugin = new ConnectionPlugin<Schemes>();

  /** A refused wire is let go, or it would stick to the pointer, and the reason is shown. */
  function refuse(reason: string): void {
    queueMicrotask(() => plugin.drop());
    session.messages.show(reason);
  }

  function isPossible(from: SocketData, to: SocketData): boolean {
    if (from.nodeId === to.nodeId && from.side === to.side && from.key === to.key) return false;
    const edge = edgeBetween(from, to);
    if (edge === null) {
      refuse(text.connect.fromInput);
      return false;
    }
    const { document, readOnly } = session.documents.state.getState();
    const answer = readOnly
      ? { isAllowed: false as const, reason: text.editor.readOnly }
      : canConnect(document, session.library, edge);
    if (!answer.isAllowed) refuse(answer.reason);
    return answer.isAllowed;
  }

  /** The wire appears when the document has it. */
  function draw(from: SocketData, to: SocketData): boolean {
    const edge = edgeBetween(from, to);
    if (edge === null) return false;
    session.documents.run(connect(edge));
    session.messages.announce(text.canvas.announceConnected);
    return true;
  }

  plugin.addPreset((socket) =>
    socket.side === 'output'
      ? new ClassicFlow({ canMakeConnection: isPossible, makeConnection: draw })
      : new BidirectFlow({
          pickByClick: true,
          makeConnection: (from, to) => isPossible(from, to) && draw(from, to),
        }),
  );

  plugin.addPipe((signal) => {
    if (signal.type === 'connectionpick') {
      const { nodeId, side, key } = signal.data.socket;
      session.connecting.setState({ port: { nodeId: Number(nodeId), side, key } });
    }
    if (signal.type === 'connectiondrop') {
      session.connecting.setState({ port: null });
      const { initial, socket, created } = signal.data;
      if (socket === null && !created) dropOnTile(initial);
    }
    return signal;
  });

  /** The whole tile takes a wire, not only its small port. */
  function dropOnTile(initial: SocketData): void {
    const target = tileUnderPointer(area);
    if (initial.side !== 'output' || target === null || target === initial.nodeId) return;
    const socket: SocketData = { ...initial, nodeId: target, side: 'input', key: INPUT };
    if (isPossible(initial, socket)) draw(initial, socket);
  }

  return { plugin, drop: () => plugin.drop() };
}

function edgeBetween(a: SocketData, b: SocketData): FlowEdge | null {
  const [source, target] = getSourceTarget(a, b) ?? [];
  const way = source === undefined ? null : edgeOfPort(source.key);
  if (source === undefined || target === undefined || way === null) return null;
  return { from: Number(source.nodeId), to: Number(target.nodeId), ...way };
}

function tileUnderPointer(area: CanvasArea): string | null {
  const box = area.container.getBoundingClientRect();
  const { x, y, k } = area.area.transform;
  const { pointer } = area.area;
  const element = document.elementFromPoint(pointer.x * k + x + box.left, pointer.y * k + y + box.top);
  const tile = element?.closest('[data-node-id]');
  return tile instanceof HTMLElement ? (tile.dataset['nodeId'] ?? null) : null;
}
