import type { FlowNode, NodeDefinition } from '@signalbox/flow';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { text } from '../text/text.ts';
import { classNames } from '../ui/class-names.ts';
import { nodeTitle } from './node-face.ts';
import { useNodeFace } from './use-node-face.ts';
import type { TileEmit } from './port.tsx';
import { NoteBody, TileBody } from './tile-body.tsx';
import { selectFocused } from './select-focused.ts';
import { handleTileKey } from './tile-keys.ts';
import type { CanvasNode } from './scheme.ts';
import { useFlowNode, useSession } from './session-context.tsx';
import styles from './tile.module.css';

interface TileProps {
  readonly data: CanvasNode;
  readonly emit: TileEmit;
}

/**
 * A node on the canvas. Reads everything but its ports from the session, so Rete never re-renders
 * it. One button over the whole tile is its stop of the Tab key; the ports lie above it.
 */
export function Tile({ data, emit }: TileProps): ReactNode {
  const session = useSession();
  const id = data.flowNodeId;
  const node = useFlowNode(id);
  const isSelected = useStore(session.selection.state, (state) => state.nodes.has(id));
  const isConnecting = useStore(session.connecting, (state) => state.port !== null);
  const isFar = useStore(session.detail, (state) => state.isFar);
  const isTraced = useStore(session.traceMarks, (marks) => marks.nodes.has(id));
  if (node === undefined) return null;
  const definition = session.library.definition(node.type);
  return (
    <div
      className={classNames(styles['tile'], isConnecting && styles['connecting'], isFar && styles['far'])}
      style={{ height: data.height }}
      data-category={definition?.category ?? 'unknown'}
      data-node-id={data.id}
      data-selected={isSelected ? '' : undefined}
      data-traced={isTraced ? '' : undefined}
      data-off={node.disabled === true ? '' : undefined}
      data-change={session.changes.nodes.get(id)}
    >
      {isFar ? (
        <Handle node={node} label={nodeTitle(node, definition)} isSelected={isSelected} />
      ) : (
        <NearTile data={data} emit={emit} node={node} definition={definition} isSelected={isSelected} />
      )}
    </div>
  );
}

interface NearTileProps extends TileProps {
  readonly node: FlowNode;
  readonly definition: NodeDefinition | undefined;
  readonly isSelected: boolean;
}

function NearTile({ data, emit, node, definition, isSelected }: NearTileProps): ReactNode {
  const face = useNodeFace(node);
  const label = text.canvas.node(face, node.disabled === true);
  const handle = (
    <Handle node={node} label={label} hint={`${face.title}\n${face.summary}`} isSelected={isSelected} />
  );
  if (definition?.category === 'note') {
    return (
      <NoteBody node={node} face={face} definition={definition}>
        {handle}
      </NoteBody>
    );
  }
  return (
    <TileBody data={data} emit={emit} node={node} face={face} definition={definition}>
      {handle}
    </TileBody>
  );
}

interface HandleProps {
  readonly node: FlowNode;
  readonly label: string;
  readonly hint?: string;
  readonly isSelected: boolean;
}

function Handle({ node, label, hint, isSelected }: HandleProps): ReactNode {
  const session = useSession();
  return (
    <button
      type="button"
      className={styles['handle']}
      aria-label={label}
      aria-pressed={isSelected}
      title={hint}
      onKeyDown={(event) => handleTileKey(event, session, node.id)}
      onFocus={(event) => {
        if (!event.target.matches(':focus-visible')) return;
        const view = session.view.getState().current;
        selectFocused(session, node.id, { from: event.relatedTarget, within: view?.container });
        if (session.selection.state.getState().nodes.has(node.id)) view?.viewport.reveal(node.id);
      }}
    />
  );
}
