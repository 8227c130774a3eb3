import type { NodeDefinition } from '@signalbox/flow';
import type { KeyboardEvent, ReactNode } from 'react';
import { useSyncExternalStore } from 'react';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import { nudgeNodes } from '../document/commands.ts';
import { text } from '../text/en.ts';
import { portTitle } from '../text/port-title.ts';
import { classNames } from '../ui/class-names.ts';
import { GRID } from './geometry.ts';
import { nodeFace } from './node-face.ts';
import type { NodeFace } from './node-face.ts';
import { NodeIcon } from './node-icon.tsx';
import { Port } from './port.tsx';
import type { TileEmit } from './port.tsx';
import { INPUT } from './scheme.ts';
import type { CanvasNode } from './scheme.ts';
import type { EditorSession } from './session.ts';
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
  if (node === undefined) return null;
  const definition = session.library.definition(node.type);
  const face = nodeFace(node, definition);
  return (
    <div
      className={classNames(styles['tile'], isConnecting && styles['connecting'])}
      data-category={definition?.category ?? 'unknown'}
      data-node-id={data.id}
      data-selected={isSelected ? '' : undefined}
    >
      <TileHead id={id} face={face} definition={definition} />
      <div className={styles['summary']}>{face.summary}</div>
      {data.ports.map((port) => (
        <div key={port} className={styles['row']} data-edge={port.split(':')[0]}>
          <span>{portTitle(port)}</span>
        </div>
      ))}
      <button
        type="button"
        className={styles['handle']}
        aria-label={text.canvas.node(face.title, face.typeTitle, face.summary)}
        aria-pressed={isSelected}
        title={face.summary}
        onKeyDown={(event) => handleTileKey(event, session, id)}
        onFocus={(event) => {
          if (!event.target.matches(':focus-visible')) return;
          session.selection.selectNodes([id]);
          session.view.getState().current?.viewport.reveal(id);
        }}
      />
      {data.ports.map((port, index) => (
        <Port key={port} nodeId={data.id} side="output" name={port} row={index} emit={emit} />
      ))}
      {data.hasInput(INPUT) && <Port nodeId={data.id} side="input" name={INPUT} row={0} emit={emit} />}
    </div>
  );
}

interface TileHeadProps {
  readonly id: number;
  readonly face: NodeFace;
  readonly definition: NodeDefinition | undefined;
}

function TileHead({ id, face, definition }: TileHeadProps): ReactNode {
  return (
    <div className={styles['head']}>
      <span className={styles['icon']}>
        <NodeIcon definition={definition} />
      </span>
      <span className={styles['title']}>{face.title}</span>
      <LiveBadge id={id} />
      <ProblemBadge id={id} />
    </div>
  );
}

function LiveBadge({ id }: { readonly id: number }): ReactNode {
  const { activity } = useSession();
  const { count, pulse } = useSyncExternalStore(
    (listener) => activity.subscribe(id, listener),
    () => activity.read(id),
  );
  if (count === 0) return null;
  return (
    <span className={styles['live']} title={text.canvas.live(count)} data-beat={pulse % 2}>
      {count > 999 ? '999+' : count}
    </span>
  );
}

function ProblemBadge({ id }: { readonly id: number }): ReactNode {
  const mark = useStore(useSession().problems, (state) => state.marks.get(id));
  if (mark === undefined) return null;
  const Icon = mark.severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <span className={styles['badge']} data-severity={mark.severity}>
      <Icon size={16} aria-hidden />
      <span className="visually-hidden">{text.canvas.problems(mark.count)}</span>
    </span>
  );
}

const ARROWS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

function handleTileKey(event: KeyboardEvent, session: EditorSession, id: number): void {
  const { selection, documents, messages } = session;
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    selection.selectNodes([id]);
  }
  const arrow = ARROWS[event.key];
  if (arrow === undefined || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (!selection.state.getState().nodes.has(id)) selection.selectNodes([id]);
  const step = event.shiftKey ? GRID * 4 : GRID;
  const moved = [...selection.state.getState().nodes];
  documents.run(nudgeNodes(moved, { x: arrow.x * step, y: arrow.y * step }));
  const at = documents.state.getState().document.nodes.find((node) => node.id === id)?.view?.position;
  if (at !== undefined) messages.announce(text.canvas.announceMoved(at.x, at.y));
}
