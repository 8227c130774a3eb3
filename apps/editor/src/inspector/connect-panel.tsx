import type { FlowDocument, FlowEdge, FlowNode } from '@signalbox/flow';
import { edgeOfPort, portsOf } from '@signalbox/flow';
import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { connectNodes, removeWire } from '../canvas/connect-actions.ts';
import { nodeTitle } from '../canvas/node-face.ts';
import type { EditorSession } from '../canvas/session.ts';
import { nodesById, useDocumentState, useSession } from '../canvas/session-context.tsx';
import { canConnect } from '../document/can-connect.ts';
import { edgeKey, portKey } from '../document/operations.ts';
import { text } from '../text/text.ts';
import { portTitle } from '../text/port-title.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import styles from './inspector.module.css';

/** The wires of a node as a list, and a way to add one without dragging. */
export function ConnectPanel({ node }: { readonly node: FlowNode }): ReactNode {
  const session = useSession();
  const { document, readOnly } = useDocumentState((state) => state);
  const ports = readOnly ? [] : portsOfNode(node, session);
  return (
    <section className={styles['stack']}>
      <h3 className={styles['section-title']}>{text.connect.list}</h3>
      <WireList node={node} document={document} session={session} />
      {ports.length > 0 && <ConnectForm key={node.id} node={node} document={document} session={session} />}
    </section>
  );
}

function portsOfNode(node: FlowNode, session: EditorSession): readonly string[] {
  const definition = session.library.definition(node.type);
  return definition ? portsOf(definition, node.data) : [];
}

interface PanelProps {
  readonly node: FlowNode;
  readonly document: FlowDocument;
  readonly session: EditorSession;
}

function WireList({ node, document, session }: PanelProps): ReactNode {
  const isReadOnly = useDocumentState((state) => state.readOnly);
  const wires = document.edges.filter((edge) => edge.from === node.id || edge.to === node.id);
  function describe(edge: FlowEdge): string {
    const port = portTitle(portKey(edge));
    return edge.from === node.id
      ? text.connect.to(port, titleOf(edge.to, document, session))
      : text.connect.from(port, titleOf(edge.from, document, session));
  }
  return (
    <ul className={styles['wires']}>
      {wires.map((edge) => (
        <li key={edgeKey(edge)}>
          <span className={styles['wire-name']}>{describe(edge)}</span>
          {!isReadOnly && (
            <IconButton
              isSmall
              label={`${text.connect.removeWire}: ${describe(edge)}`}
              onPress={() => removeWire(session, edgeKey(edge))}
            >
              <Trash2 size={15} aria-hidden />
            </IconButton>
          )}
        </li>
      ))}
    </ul>
  );
}

function ConnectForm({ node, document, session }: PanelProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const ports = portsOfNode(node, session);
  const [port, setPort] = useState<string | null>(ports[0] ?? null);
  const [target, setTarget] = useState<string | null>(null);
  const way = port === null || !ports.some((known) => known === port) ? null : edgeOfPort(port);
  const targets = way === null ? [] : possibleTargets(node, way, document, session);
  const isReady = way !== null && targets.some((option) => option.id === target);

  if (!isOpen) {
    return (
      <div>
        <Button onPress={() => setIsOpen(true)}>{text.connect.title}</Button>
      </div>
    );
  }
  return (
    <div className={styles['item']}>
      <Select
        label={text.connect.port}
        value={port}
        onChange={setPort}
        options={ports.map((id) => ({ id, title: portTitle(id) }))}
      />
      {targets.length === 0 ? (
        <p className={styles['soft']}>{text.connect.nothing}</p>
      ) : (
        <Select label={text.connect.target} value={target} onChange={setTarget} options={targets} />
      )}
      <div className={styles['row']}>
        <Button
          variant="primary"
          isDisabled={!isReady}
          onPress={() => {
            if (way === null || target === null) return;
            connectNodes(session, { from: node.id, to: Number(target), ...way });
            setIsOpen(false);
          }}
        >
          {text.connect.submit}
        </Button>
        <Button onPress={() => setIsOpen(false)}>{text.common.cancel}</Button>
      </div>
    </div>
  );
}

function possibleTargets(
  node: FlowNode,
  way: Pick<FlowEdge, 'type' | 'case'>,
  document: FlowDocument,
  session: EditorSession,
) {
  return document.nodes
    .filter(
      (other) => canConnect(document, session.library, { from: node.id, to: other.id, ...way }).isAllowed,
    )
    .map((other) => ({ id: String(other.id), title: titleOf(other.id, document, session) }));
}

function titleOf(id: number, document: FlowDocument, session: EditorSession): string {
  const node = nodesById(document.nodes).get(id);
  return node === undefined ? String(id) : nodeTitle(node, session.library.definition(node.type));
}
