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
  /** Called by the React preset; there is nothing to attach to. */
  attach(): void;
  listen(nodeId: string, side: 'input' | 'output', key: string, listener: Listener): () => void;
  /** Tells the wires of a node that it moved. */
  readonly notify: (nodeId: string) => void;
}

export function createSocketPositions(
  nodeOf: (id: string) => CanvasNode | undefined,
  positionOf: (id: string) => Point | undefined,
): SocketPositions {
  const watches = new Map<string, Set<Watch>>();

  function tell(nodeId: string, watch: Watch): void {
    const node = nodeOf(nodeId);
    const corner = positionOf(nodeId);
    if (node === undefined || corner === undefined) return;
    const offset = watch.side === 'input' ? inputOffset() : outputOffset(node.ports.indexOf(watch.key));
    watch.listener({ x: corner.x + offset.x, y: corner.y + offset.y });
  }

  return {
    attach: () => undefined,
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
