import type { FlowNode, NodeDefinition } from '@signalbox/flow';
import type { ReactNode } from 'react';
import { useSyncExternalStore } from 'react';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import { text } from '../text/text.ts';
import { portTitle } from '../text/port-title.ts';
import type { NodeFace } from './node-face.ts';
import { TestBadge, TestedPort } from '../test-run/test-badge.tsx';
import { NodeIcon } from './node-icon.tsx';
import { Port } from './port.tsx';
import type { TileEmit } from './port.tsx';
import { RenameField } from './rename-field.tsx';
import { INPUT } from './scheme.ts';
import type { CanvasNode } from './scheme.ts';
import { useSession } from './session-context.tsx';
import styles from './tile.module.css';

interface BodyProps {
  readonly node: FlowNode;
  readonly face: NodeFace;
  readonly definition: NodeDefinition | undefined;
  /** The tile's handle: above the text, below the ports. */
  readonly children: ReactNode;
}

interface TileBodyProps extends BodyProps {
  readonly data: CanvasNode;
  readonly emit: TileEmit;
}

/** Name, summary and ports of a node. */
export function TileBody({ data, emit, node, face, definition, children }: TileBodyProps): ReactNode {
  return (
    <>
      <TileHead node={node} face={face} definition={definition} />
      <div className={styles['summary']}>{face.summary}</div>
      {data.ports.map((port) => (
        <div key={port} className={styles['row']} data-edge={port.split(':')[0]}>
          <span>{portTitle(port)}</span>
          <TestedPort id={node.id} port={port} />
        </div>
      ))}
      {children}
      <Renaming node={node} face={face} />
      {data.ports.map((port, index) => (
        <Port key={port} nodeId={data.id} side="output" name={port} row={index} emit={emit} />
      ))}
      {data.hasInput(INPUT) && <Port nodeId={data.id} side="input" name={INPUT} row={0} emit={emit} />}
    </>
  );
}

/** A note's text, as much of it as there is room for. */
export function NoteBody({ node, face, definition, children }: BodyProps): ReactNode {
  const content = node.data['text'];
  return (
    <>
      <TileHead node={node} face={face} definition={definition} />
      <p className={styles['note']}>{typeof content === 'string' ? content : ''}</p>
      {children}
      <Renaming node={node} face={face} />
    </>
  );
}

function TileHead({ node, face, definition }: Omit<BodyProps, 'children'>): ReactNode {
  return (
    <div className={styles['head']}>
      <span className={styles['icon']}>
        <NodeIcon definition={definition} />
      </span>
      <span className={styles['title']}>{face.title}</span>
      {node.disabled === true && <span className={styles['off']}>{text.canvas.off}</span>}
      <RunBadge id={node.id} />
      <ProblemBadge id={node.id} />
    </div>
  );
}

function Renaming({ node, face }: Pick<BodyProps, 'node' | 'face'>): ReactNode {
  const { renaming, preferences } = useSession();
  const isRenaming = useStore(renaming, (state) => state.nodeId === node.id);
  const isHidden = useStore(preferences, (state) => state.shownAs === 'outline');
  return (
    isRenaming && !isHidden && <RenameField node={node} title={face.title} className={styles['rename']} />
  );
}

/** How often the node ran: in the test that is looked at, else lately. */
function RunBadge({ id }: { readonly id: number }): ReactNode {
  const isTested = useStore(useSession().testing, (state) => state.figures !== null);
  return isTested ? <TestBadge id={id} /> : <LiveBadge id={id} />;
}

function LiveBadge({ id }: { readonly id: number }): ReactNode {
  const { activity } = useSession();
  const { count, faults, pulse } = useSyncExternalStore(
    (listener) => activity.subscribe(id, listener),
    () => activity.read(id),
  );
  return (
    <>
      {count > 0 && (
        <span className={styles['live']} title={text.canvas.live(count)} data-beat={pulse % 2}>
          {count > 999 ? '999+' : count}
        </span>
      )}
      {faults > 0 && <Badge severity="error" words={text.canvas.faults(faults)} />}
    </>
  );
}

function ProblemBadge({ id }: { readonly id: number }): ReactNode {
  const mark = useStore(useSession().problems, (state) => state.marks.get(id));
  if (mark === undefined) return null;
  return <Badge severity={mark.severity} words={text.canvas.problems(mark.count)} />;
}

interface BadgeProps {
  readonly severity: 'error' | 'warning';
  readonly words: string;
}

function Badge({ severity, words }: BadgeProps): ReactNode {
  const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <span className={styles['badge']} data-severity={severity} title={words}>
      <Icon size={16} aria-hidden />
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
