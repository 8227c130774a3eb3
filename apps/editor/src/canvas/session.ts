import type { FlowDocument, FlowProblem, NodeDefinition, NodeDefinitions } from '@signalbox/flow';
import { checkFlow } from '@signalbox/flow';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { createDocumentStore } from '../document/document-store.ts';
import type { DocumentStore } from '../document/document-store.ts';
import { edgeKey } from '../document/operations.ts';
import { createNodeActivityStore } from '../live/node-activity.ts';
import type { NodeActivityStore } from '../live/node-activity.ts';
import { createConnectingStore } from './connecting.ts';
import type { ConnectingStore } from './connecting.ts';
import type { CanvasView } from './canvas-view.ts';
import { createMessageStore } from './messages.ts';
import type { MessageStore } from './messages.ts';
import { createSelectionStore } from './selection.ts';
import type { SelectionStore } from './selection.ts';

/** Node types that exist, also as a list for the palette. */
export interface NodeLibrary extends NodeDefinitions {
  readonly list: readonly NodeDefinition[];
}

/** Everything that belongs to one open flow; the parts of the page share it. */
export interface EditorSession {
  readonly library: NodeLibrary;
  readonly documents: DocumentStore;
  readonly selection: SelectionStore;
  readonly connecting: ConnectingStore;
  readonly messages: MessageStore;
  readonly activity: NodeActivityStore;
  /** The drawing, while there is one. */
  readonly view: StoreApi<{ readonly current: CanvasView | null }>;
  readonly problems: StoreApi<{ readonly list: readonly FlowProblem[] }>;
}

export function createEditorSession(
  document: FlowDocument,
  library: NodeLibrary,
  isReadOnly = false,
): EditorSession {
  const documents = createDocumentStore(document, isReadOnly);
  const selection = createSelectionStore();
  const problems = createStore(() => ({ list: checkFlow(document, library) as readonly FlowProblem[] }));
  documents.state.subscribe((state, before) => {
    if (state.document === before.document) return;
    const nodes = new Set(state.document.nodes.map((node) => node.id));
    selection.keep(nodes, new Set(state.document.edges.map(edgeKey)));
    problems.setState({ list: checkFlow(state.document, library) });
  });
  return {
    library,
    documents,
    selection,
    connecting: createConnectingStore(),
    messages: createMessageStore(),
    activity: createNodeActivityStore(),
    view: createStore<{ readonly current: CanvasView | null }>(() => ({ current: null })),
    problems,
  };
}
