import type { FlowNode } from '@signalbox/flow';
import { edgeOfPort, portsOf } from '@signalbox/flow';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { connectNodes } from '../canvas/connect-actions.ts';
import { Float } from '../canvas/float.tsx';
import { focusTile } from '../canvas/focus-tile.ts';
import { nodeFace, nodeTitle } from '../canvas/node-face.ts';
import { NodeIcon } from '../canvas/node-icon.tsx';
import { nodesById, useDocumentState, useSession } from '../canvas/session-context.tsx';
import { canConnect } from '../document/can-connect.ts';
import { text } from '../text/text.ts';
import { portTitle } from '../text/port-title.ts';
import { SearchList } from '../ui/search-list.tsx';
import type { SearchOption } from '../ui/search-list.tsx';
import { useChooserPlace } from './use-chooser-place.ts';

interface ConnectChooserProps {
  readonly nodeId: number;
  /** The port to connect from; it is asked for when there are several. */
  readonly port?: string | undefined;
  readonly onClose: () => void;
}

/** Draws a wire by words: a port, then a node. What cannot be reached says why. */
export function ConnectChooser({ nodeId, port, onClose }: ConnectChooserProps): ReactNode {
  const session = useSession();
  const node = useDocumentState((state) => nodesById(state.document.nodes).get(nodeId));
  const at = useChooserPlace(nodeId);
  if (node === undefined) return null;
  const close = (): void => {
    onClose();
    focusTile(session, nodeId);
  };
  return (
    <Float at={at} label={text.connect.title} onClose={onClose}>
      <Steps node={node} port={port ?? null} onClose={close} />
    </Float>
  );
}

interface StepsProps {
  readonly node: FlowNode;
  readonly port: string | null;
  readonly onClose: () => void;
}

function Steps({ node, port: given, onClose }: StepsProps): ReactNode {
  const { library } = useSession();
  const definition = library.definition(node.type);
  const ports = definition === undefined ? [] : portsOf(definition, node.data);
  const [chosen, setChosen] = useState(given);
  const port = chosen ?? (ports.length === 1 ? (ports[0] ?? null) : null);
  const title = nodeTitle(node, definition);
  if (port !== null) return <Targets key={port} node={node} port={port} onClose={onClose} />;
  return (
    <SearchList
      label={text.connect.choosePort(title)}
      nothing={text.connect.noOutput(title)}
      find={(words) =>
        ports
          .map((id) => ({ id, title: portTitle(id) }))
          .filter((option) => option.title.toLowerCase().includes(words.toLowerCase()))
      }
      onChoose={setChosen}
      onClose={onClose}
    />
  );
}

interface TargetsProps {
  readonly node: FlowNode;
  readonly port: string;
  readonly onClose: () => void;
}

function Targets({ node, port, onClose }: TargetsProps): ReactNode {
  const session = useSession();
  const document = useDocumentState((state) => state.document);
  const way = edgeOfPort(port);

  function optionFor(other: FlowNode): SearchOption {
    const definition = session.library.definition(other.type);
    const face = nodeFace(other, definition, session.names.getState());
    const shown = {
      id: String(other.id),
      title: face.title,
      detail: face.summary,
      icon: <NodeIcon definition={definition} />,
    };
    const answer = canConnect(document, session.library, {
      from: node.id,
      to: other.id,
      type: 'simple_edge',
      ...way,
    });
    return answer.isAllowed ? shown : { ...shown, refusal: answer.reason };
  }

  function find(words: string): readonly SearchOption[] {
    const wanted = words.toLowerCase();
    const options = document.nodes
      .filter((other) => other.id !== node.id && session.library.definition(other.type)?.category !== 'note')
      .map(optionFor)
      .filter((option) =>
        `${option.title} ${option.detail ?? ''} ${option.id}`.toLowerCase().includes(wanted),
      );
    // What can be chosen stands first.
    return options.toSorted((a, b) => Number(a.refusal !== undefined) - Number(b.refusal !== undefined));
  }

  function choose(id: string): void {
    if (way !== null) connectNodes(session, { from: node.id, to: Number(id), ...way });
    onClose();
  }

  return (
    <SearchList
      label={text.connect.chooseTarget(portTitle(port))}
      nothing={text.connect.noTarget}
      find={find}
      onFound={(count) => session.messages.announce(text.announce.found(count))}
      onChoose={choose}
      onClose={onClose}
    />
  );
}
