import type { PointerEvent, ReactNode } from 'react';
import { memo, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Point } from '../document/commands.ts';
import { classNames } from '../ui/class-names.ts';
import { wirePath } from './geometry.ts';
import { INPUT } from './scheme.ts';
import type { CanvasWire } from './scheme.ts';
import { nodesById, useDocumentState, useSession } from './session-context.tsx';
import type { SocketPositions } from './socket-positions.ts';
import type { Visibility } from './visibility.ts';
import styles from './wire.module.css';

interface WiresProps {
  readonly visibility: Visibility;
  readonly sockets: SocketPositions;
}

/** All wires in one drawing below the tiles. */
export function Wires({ visibility, sockets }: WiresProps): ReactNode {
  const { wires, isFar } = useStore(visibility.state);
  return (
    <svg className={styles['wires']} aria-hidden>
      {wires.map((wire) => (
        <Wire key={wire.edgeKey} wire={wire} sockets={sockets} isFar={isFar} />
      ))}
    </svg>
  );
}

interface WireProps {
  readonly wire: CanvasWire;
  readonly sockets: SocketPositions;
  readonly isFar: boolean;
}

/** A wire, with a wide invisible path around it that takes the pointer. */
const Wire = memo(function Wire({ wire, sockets, isFar }: WireProps): ReactNode {
  const { selection, receiving, traceMarks, changes } = useSession();
  const path = useWirePath(wire, sockets);
  const isSelected = useStore(selection.state, (state) => state.edges.has(wire.edgeKey));
  const isOff = useIsOff(wire);
  const isTraced = useStore(traceMarks, (marks) => marks.edges.has(wire.edgeKey));
  const isReceiving = useStore(receiving, (state) => state.edgeKey === wire.edgeKey);

  function select(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.stopPropagation();
    selection.selectEdge(wire.edgeKey, event.ctrlKey || event.metaKey || event.shiftKey);
  }

  return (
    <g
      className={classNames(styles['wire'], isSelected && styles['selected'], isOff && styles['off'])}
      data-edge={wire.sourceOutput.split(':')[0]}
      data-edge-key={wire.edgeKey}
      data-traced={isTraced ? '' : undefined}
      data-receives={isReceiving ? '' : undefined}
      data-change={changes.edges.get(wire.edgeKey)}
    >
      {!isFar && <path className={styles['hit']} d={path} onPointerDown={select} />}
      <path className={styles['line']} d={path} />
    </g>
  );
});

function useWirePath(wire: CanvasWire, sockets: SocketPositions): string {
  const [start, setStart] = useState<Point>(() => sockets.at(wire.source, 'output', wire.sourceOutput));
  const [end, setEnd] = useState<Point>(() => sockets.at(wire.target, 'input', INPUT));
  useEffect(() => {
    const stopStart = sockets.listen(wire.source, 'output', wire.sourceOutput, setStart);
    const stopEnd = sockets.listen(wire.target, 'input', INPUT, setEnd);
    return () => {
      stopStart();
      stopEnd();
    };
  }, [wire, sockets]);
  return wirePath(start, end);
}

/** A wire at a node that is switched off carries nothing. */
function useIsOff(wire: CanvasWire): boolean {
  return useDocumentState(({ document }) => {
    const nodes = nodesById(document.nodes);
    return [wire.source, wire.target].some((id) => nodes.get(Number(id))?.disabled === true);
  });
}
