import type { FlowNode } from '@signalbox/flow';
import { Copy, Power, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Suspense } from 'react';
import { useStore } from 'zustand';
import { NodeIcon } from '../canvas/node-icon.tsx';
import { nodesById, useDocumentState, useSession } from '../canvas/session-context.tsx';
import { duplicateSelection, removeSelection, toggleSelection } from '../canvas/selection-actions.ts';
import { text } from '../text/text.ts';
import { IconButton } from '../ui/button.tsx';
import { ConnectPanel } from './connect-panel.tsx';
import { FlowSettings } from './flow-settings.tsx';
import { part } from '../ui/part.tsx';
import styles from './inspector.module.css';
import { NodeFormView } from './node-form.tsx';

/** The selected node, or the flow itself. */
export function Inspector(): ReactNode {
  const { selection } = useSession();
  const selected = useStore(selection.state, (state) => state.nodes);
  const nodes = useDocumentState((state) => state.document.nodes);
  const [first] = selected;
  const node = first === undefined ? undefined : nodesById(nodes).get(first);
  return (
    <>
      {selected.size > 1 && <SeveralSelected count={selected.size} />}
      {selected.size === 1 && node !== undefined && <NodePanel key={node.id} node={node} />}
      {selected.size === 0 && <FlowSettings />}
    </>
  );
}

/** The forms do not wait for what happened. */
const NodeStory = part(async () => (await import('../trace/node-story.tsx')).NodeStory);

function NodePanel({ node }: { readonly node: FlowNode }): ReactNode {
  const { flowId, library } = useSession();
  const definition = library.definition(node.type);
  return (
    <div className={styles['content']}>
      <header className={styles['head']}>
        <NodeIcon definition={definition} />
        <h2 className={styles['title']}>{definition?.title ?? text.canvas.unknownType}</h2>
        <SelectionButtons />
      </header>
      <p className={styles['soft']}>{definition?.description ?? text.inspector.unknown(node.type)}</p>
      {definition === undefined ? (
        <RawData node={node} />
      ) : (
        <NodeFormView node={node} definition={definition} />
      )}
      {definition?.category !== 'note' && <ConnectPanel node={node} />}
      {definition !== undefined && definition.category !== 'note' && flowId !== null && (
        <Suspense>
          <NodeStory flowId={flowId} nodeId={node.id} definition={definition} />
        </Suspense>
      )}
    </div>
  );
}

function SeveralSelected({ count }: { readonly count: number }): ReactNode {
  return (
    <div className={styles['content']}>
      <header className={styles['head']}>
        <h2 className={styles['title']}>{text.inspector.several(count)}</h2>
        <SelectionButtons />
      </header>
      <p className={styles['soft']}>{text.inspector.severalLead}</p>
    </div>
  );
}

function SelectionButtons(): ReactNode {
  const session = useSession();
  const isReadOnly = useDocumentState((state) => state.readOnly);
  if (isReadOnly) return null;
  return (
    <>
      <IconButton isSmall label={text.actions.titles.toggle} onPress={() => toggleSelection(session)}>
        <Power size={16} aria-hidden />
      </IconButton>
      <IconButton isSmall label={text.editor.duplicate} onPress={() => duplicateSelection(session)}>
        <Copy size={16} aria-hidden />
      </IconButton>
      <IconButton isSmall label={text.common.delete} onPress={() => removeSelection(session)}>
        <Trash2 size={16} aria-hidden />
      </IconButton>
    </>
  );
}

/** What we cannot edit is shown as it is. */
function RawData({ node }: { readonly node: FlowNode }): ReactNode {
  return (
    <section>
      <h3 className={styles['section-title']}>{text.inspector.rawData}</h3>
      <pre className={styles['raw']}>{JSON.stringify(node.data, null, 2)}</pre>
    </section>
  );
}
