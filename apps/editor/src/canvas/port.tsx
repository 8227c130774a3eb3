import type { FlowEdge } from '@signalbox/flow';
import { edgeOfPort } from '@signalbox/flow';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Presets } from 'rete-react-plugin';
import { canConnect } from '../document/can-connect.ts';
import { inputOffset, outputOffset } from './geometry.ts';
import type { ConnectingPort } from './connecting.ts';
import { socket } from './scheme.ts';
import type { Schemes } from './scheme.ts';
import { useDocumentState, useSession } from './session-context.tsx';
import styles from './tile.module.css';

/** How a part of a tile tells the area about itself. */
export type TileEmit = Presets.classic.RenderEmit<Schemes>;

interface PortProps {
  readonly nodeId: string;
  readonly side: 'input' | 'output';
  readonly name: string;
  /** The how manieth port of its side it is, from 0. */
  readonly row: number;
  readonly emit: TileEmit;
}

/** The end of a wire: announced to the connection plugin, drawn by us. */
export function Port({ nodeId, side, name, row, emit }: PortProps): ReactNode {
  const element = useRef<HTMLSpanElement>(null);
  const fit = useFit({ nodeId: Number(nodeId), side, key: name });

  useEffect(() => {
    const end = element.current;
    if (end === null) return undefined;
    const data = { type: 'socket', side, key: name, nodeId, element: end, payload: socket } as const;
    emit({ type: 'render', data: { ...data, filled: true } });
    emit({ type: 'rendered', data });
    return () => emit({ type: 'unmount', data: { element: end } });
  }, [nodeId, side, name, emit]);

  const centre = side === 'input' ? inputOffset() : outputOffset(row);
  return (
    <span
      ref={element}
      style={{ left: centre.x, top: centre.y }}
      className={styles['port']}
      data-edge={name.split(':')[0]}
      data-fit={fit}
    >
      <span className={styles['dot']} />
    </span>
  );
}

/** Whether the wire being drawn could end at this port; `null` while none is drawn. */
function useFit(port: ConnectingPort): 'start' | 'possible' | 'impossible' | null {
  const session = useSession();
  const from = useStore(session.connecting, (state) => state.port);
  const document = useDocumentState((state) => (from === null ? null : state.document));
  if (from === null || document === null) return null;
  if (from.nodeId === port.nodeId && from.side === port.side && from.key === port.key) return 'start';
  const edge = edgeBetween(from, port);
  return edge !== null && canConnect(document, session.library, edge).isAllowed ? 'possible' : 'impossible';
}

function edgeBetween(a: ConnectingPort, b: ConnectingPort): FlowEdge | null {
  if (a.side === b.side) return null;
  const [source, target] = a.side === 'output' ? [a, b] : [b, a];
  const edge = edgeOfPort(source.key);
  return edge === null ? null : { from: source.nodeId, to: target.nodeId, ...edge };
}
