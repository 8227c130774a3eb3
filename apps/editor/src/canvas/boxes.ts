import type { FlowNode } from '@signalbox/flow';
import type { Box } from '../document/arrange.ts';
import { TILE, tileRectangle } from './geometry.ts';
import type { Rectangle } from './geometry.ts';
import { nodeHeight } from './scheme.ts';
import type { EditorSession } from './session.ts';

/** Where the tiles of these nodes stand, by the document. */
export function boxesOf(session: EditorSession, nodes: readonly FlowNode[]): readonly Box[] {
  const { edges } = session.documents.state.getState().document;
  return nodes.map((node) => {
    const { x, y } = node.view?.position ?? { x: 0, y: 0 };
    const height = nodeHeight(node, session.library.definition(node.type), edges);
    return { id: node.id, left: x, top: y, width: TILE.width, height };
  });
}

/** The rectangles that all tiles cover. */
export function takenPlaces(session: EditorSession): readonly Rectangle[] {
  const { nodes } = session.documents.state.getState().document;
  return boxesOf(session, nodes).map(({ left, top, height }) => tileRectangle({ x: left, y: top }, height));
}
