import type { FlowEdge, FlowNode } from '@signalbox/flow';
import { CircleAlert, Ellipsis, Plus, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { GridListItem } from 'react-aria-components';
import { useStore } from 'zustand';
import { problemKey } from '../canvas/flow-problems.ts';
import { nodeTitle } from '../canvas/node-face.ts';
import { useNodeFace } from '../canvas/use-node-face.ts';
import type { NodeFace } from '../canvas/node-face.ts';
import { NodeIcon } from '../canvas/node-icon.tsx';
import type { EditorSession } from '../canvas/session.ts';
import { useDocumentState, useFlowNode, useSession } from '../canvas/session-context.tsx';
import { edgeKey, portKey } from '../document/operations.ts';
import { faultText } from '../inspector/problem-words.ts';
import { portTitle } from '../text/port-title.ts';
import { TestBadge, TestedPort } from '../test-run/test-badge.tsx';
import { text } from '../text/text.ts';
import { classNames } from '../ui/class-names.ts';
import { RowButton } from './row-button.tsx';
import { openNodeMenu, openPort, openWire } from './outline-actions.ts';
import type { OutlineEntry, OutlineWay } from './outline-of.ts';
import styles from './outline.module.css';

/** Deeper ones stand as far in as this. */
const DEEPEST = 6;

interface EntryProps {
  readonly entry: OutlineEntry;
}

interface OutlineRowProps extends EntryProps {
  /** The node's, by which the list knows its rows. */
  readonly id: number;
}

/** A node of the flow with its wires. Its label says all that the eye sees of it. */
export function OutlineRow({ id, entry }: OutlineRowProps): ReactNode {
  const session = useSession();
  const { node, arrival } = entry;
  const mark = useStore(session.problems, (state) => state.marks.get(node.id));
  const from = useFlowNode(arrival?.from ?? NO_NODE);
  const face = useNodeFace(node);
  const tested = useStore(session.testing, (state) => state.figures?.get(node.id)?.words);
  const label = [
    text.outline.entry(node.id, face.title, face.typeTitle),
    arrival !== null &&
      from !== undefined &&
      text.outline.after(portTitle(portKey(arrival)), nameOf(from, session)),
    entry.isLoose && text.outline.loose,
    node.disabled === true && text.outline.off,
    mark !== undefined && text.canvas.problems(mark.count),
    tested,
    face.summary,
  ];
  return (
    <GridListItem
      id={id}
      textValue={face.title}
      aria-label={label.filter((part) => part !== undefined && part !== false && part !== '').join(', ')}
      className={classNames(styles['row'])}
      data-category={session.library.definition(node.type)?.category ?? 'unknown'}
      data-off={node.disabled === true ? '' : undefined}
    >
      <div
        className={styles['entry']}
        style={{ marginInlineStart: `calc(var(--indent) * ${Math.min(entry.depth, DEEPEST)})` }}
      >
        <Head entry={entry} face={face} />
        <p className={styles['summary']}>{face.summary}</p>
        {mark !== undefined && <Problems nodeId={node.id} />}
        <Ways entry={entry} />
      </div>
    </GridListItem>
  );
}

/** No node has it. */
const NO_NODE = 0;

function nameOf(node: FlowNode, { library }: EditorSession): string {
  return text.outline.node(node.id, nodeTitle(node, library.definition(node.type)));
}

interface HeadProps extends EntryProps {
  readonly face: NodeFace;
}

function Head({ entry: { node, arrival, isLoose }, face }: HeadProps): ReactNode {
  const session = useSession();
  const isReadOnly = useDocumentState((state) => state.readOnly);
  return (
    <div className={styles['head']}>
      {arrival !== null && arrival.type !== 'simple_edge' && (
        <span className={styles['arrival']} data-edge={arrival.type}>
          {portTitle(portKey(arrival))}
        </span>
      )}
      <span className={styles['icon']}>
        <NodeIcon definition={session.library.definition(node.type)} />
      </span>
      <span className={styles['number']}>{node.id}</span>
      <span className={styles['title']}>{face.title}</span>
      <span className={styles['type']}>{face.typeTitle}</span>
      {isLoose && <span className={styles['tag']}>{text.outline.loose}</span>}
      {node.disabled === true && <span className={styles['tag']}>{text.canvas.off}</span>}
      <TestBadge id={node.id} />
      {!isReadOnly && (
        <RowButton
          className={classNames(styles['icon-button'], styles['more'])}
          label={text.outline.menu(face.title)}
          hasMenu
          onPress={(button) => openNodeMenu(session, node.id, button)}
        >
          <Ellipsis size={18} aria-hidden />
        </RowButton>
      )}
    </div>
  );
}

/** What is wrong with the node, in words. */
function Problems({ nodeId }: { readonly nodeId: number }): ReactNode {
  const { problems, library } = useSession();
  const list = useStore(problems, (state) => state.list);
  const document = useDocumentState((state) => state.document);
  return (
    <ul className={styles['problems']}>
      {list
        .filter((problem) => problem.node_ids?.includes(nodeId) === true)
        .map((problem) => {
          const Icon = problem.severity === 'error' ? CircleAlert : TriangleAlert;
          return (
            <li key={problemKey(problem)} data-severity={problem.severity}>
              <Icon size={15} aria-hidden />
              <span className="visually-hidden">{text.editor[problem.severity]}</span>
              <span>{faultText(problem, document, library)}</span>
            </li>
          );
        })}
    </ul>
  );
}

function Ways({ entry: { node, ways } }: EntryProps): ReactNode {
  if (ways.length === 0) return null;
  return (
    <div className={styles['ways']}>
      {ways.map((way) => (
        <Way key={way.port} nodeId={node.id} way={way} />
      ))}
    </div>
  );
}

interface WireProps {
  readonly edge: FlowEdge;
  /** What the port is called. */
  readonly port: string;
}

/** Drawn anew when the node that it leads to changes, but for no other: with each letter typed there is a new document. */
function Wire({ edge, port }: WireProps): ReactNode {
  const session = useSession();
  const target = useFlowNode(edge.to);
  const isReadOnly = useDocumentState((state) => state.readOnly);
  const name = target === undefined ? text.outline.gone(edge.to) : nameOf(target, session);
  return (
    <RowButton
      className={styles['wire']}
      hasMenu={!isReadOnly}
      onPress={(button) => openWire(session, edge, button)}
    >
      {text.outline.wire(port, name)}
    </RowButton>
  );
}

interface WayProps {
  readonly nodeId: number;
  readonly way: OutlineWay;
}

/** Where a port leads to, and in a flow that may be changed, a way to add more. */
function Way({ nodeId, way: { port, wires } }: WayProps): ReactNode {
  const session = useSession();
  const isReadOnly = useDocumentState((state) => state.readOnly);
  const title = portTitle(port);
  return (
    <span className={styles['way']} data-edge={port.split(':')[0]}>
      <TestedPort id={nodeId} port={port} />
      {wires.map((edge) => (
        <Wire key={edgeKey(edge)} edge={edge} port={title} />
      ))}
      {wires.length === 0 && <span className={styles['open']}>{text.outline.open(title)}</span>}
      {!isReadOnly && (
        <RowButton
          className={styles['icon-button']}
          label={text.outline.addAt(title)}
          hasMenu
          onPress={(button) => openPort(session, nodeId, port, button)}
        >
          <Plus size={16} aria-hidden />
        </RowButton>
      )}
    </span>
  );
}
