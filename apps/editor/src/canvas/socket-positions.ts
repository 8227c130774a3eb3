import type { Point } from '../document/commands.ts';
import { inputOffset, outputOffset } from './geometry.ts';
import type { CanvasNode } from './scheme.ts';

type Listener = (position: Point) => void;

interface Watch {
  readonly side: 'input' | 'output';
  readonly key: string;
  readonly listener: Listener;
}

/** Where wire ends are, computed from the tiles' positions instead of being measured in the page. */
export interface SocketPositions {
  listen(nodeId: string, side: 'input' | 'output', key: string, listener: Listener): () => void;
  /** Where a port is now; the origin when its node is not drawn. */
  at(nodeId: string, side: 'input' | 'output', key: string): Point;
  /** Tells the wires of a node that it moved. */
  readonly notify: (nodeId: string) => void;
}

export function createSocketPositions(
  nodeOf: (id: string) => CanvasNode | undefined,
  positionOf: (id: string) => Point | undefined,
): SocketPositions {
  const watches = new Map<string, Set<Watch>>();

  function find(nodeId: string, side: Watch['side'], key: string): Point | null {
    const node = nodeOf(nodeId);
    const corner = positionOf(nodeId);
    if (node === undefined || corner === undefined) return null;
    const offset = side === 'input' ? inputOffset() : outputOffset(node.ports.indexOf(key));
    return { x: corner.x + offset.x, y: corner.y + offset.y };
  }

  function tell(nodeId: string, watch: Watch): void {
    const position = find(nodeId, watch.side, watch.key);
    if (position !== null) watch.listener(position);
  }

  return {
    at: (nodeId, side, key) => find(nodeId, side, key) ?? { x: 0, y: 0 },
    listen(nodeId, side, key, listener) {
      const watch: Watch = { side, key, listener };
      const ofNode = watches.get(nodeId) ?? new Set<Watch>();
      watches.set(nodeId, ofNode.add(watch));
      tell(nodeId, watch);
      return () => {
        ofNode.delete(watch);
        if (ofNode.size === 0 && watches.get(nodeId) === ofNode) watches.delete(nodeId);
      };
    },
    notify(nodeId) {
      for (const watch of watches.get(nodeId) ?? []) tell(nodeId, watch);
    },
  };
}
