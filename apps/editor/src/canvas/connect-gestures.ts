import type { FlowEdge } from '@signalbox/flow';
import { edgeOfPort } from '@signalbox/flow';
import { BidirectFlow, ClassicFlow, ConnectionPlugin, getSourceTarget } from 'rete-connection-plugin';
import type { SocketData } from 'rete-connection-plugin';
import type { Point } from '../document/commands.ts';
import type { CanvasArea } from './area.ts';
import { connectNodes, mayConnect } from './connect-actions.ts';
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
  /** A wire that is taken back is not one that was dropped on the empty canvas. */
  let isLettingGo = false;

  /** A refused wire is let go, or it would stick to the pointer, and the reason is shown. */
  function refuse(reason: string): void {
    queueMicrotask(letGo);
    session.messages.show(reason, 'connect');
  }

  function isPossible(from: SocketData, to: SocketData): boolean {
    if (from.nodeId === to.nodeId && from.side === to.side && from.key === to.key) return false;
    const answer = mayConnect(session, edgeBetween(from, to));
    if (!answer.isAllowed) refuse(answer.reason);
    return answer.isAllowed;
  }

  /** The wire appears when the document has it. */
  function draw(from: SocketData, to: SocketData): boolean {
    const edge = edgeBetween(from, to);
    if (edge === null) return false;
    connectNodes(session, edge);
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
      if (socket === null && !created && !isLettingGo) dropElsewhere(initial);
    }
    return signal;
  });

  /** The whole tile takes a wire, not only its small port; the empty canvas asks what to add. */
  function dropElsewhere(initial: SocketData): void {
    const target = tileUnderPointer(area);
    if (target === initial.nodeId) return;
    if (target === null) askForNode(area, session, initial);
    else if (initial.side === 'output') {
      const socket = inputOf(target, initial);
      if (isPossible(initial, socket)) draw(initial, socket);
    }
  }

  function letGo(): void {
    isLettingGo = true;
    plugin.drop();
    isLettingGo = false;
  }

  return { plugin, drop: letGo };
}

/** The input of a node, as the plug-in speaks of it. */
function inputOf(nodeId: string, like: SocketData): SocketData {
  return { ...like, nodeId, side: 'input', key: INPUT };
}

/** A wire let go over the empty canvas asks what should stand at its end. */
function askForNode(area: CanvasArea, session: EditorSession, { nodeId, side, key }: SocketData): void {
  if (session.documents.state.getState().readOnly) return;
  const at = pointerInWindow(area);
  const end = { nodeId: Number(nodeId), side, key };
  const spot = { ...area.area.pointer };
  session.overlay.setState({ open: { kind: 'add', at, place: { kind: 'end', end }, spot } });
}

function edgeBetween(a: SocketData, b: SocketData): FlowEdge | null {
  const [source, target] = getSourceTarget(a, b) ?? [];
  const way = source === undefined ? null : edgeOfPort(source.key);
  if (source === undefined || target === undefined || way === null) return null;
  return { from: Number(source.nodeId), to: Number(target.nodeId), ...way };
}

function pointerInWindow(area: CanvasArea): Point {
  const box = area.container.getBoundingClientRect();
  const { x, y, k } = area.area.transform;
  const { pointer } = area.area;
  return { x: pointer.x * k + x + box.left, y: pointer.y * k + y + box.top };
}

function tileUnderPointer(area: CanvasArea): string | null {
  const at = pointerInWindow(area);
  const element = document.elementFromPoint(at.x, at.y);
  const tile = element?.closest('[data-node-id]');
  return tile instanceof HTMLElement ? (tile.dataset['nodeId'] ?? null) : null;
}
