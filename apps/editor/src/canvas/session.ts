import type { Right } from '@signalbox/api';
import type { FlowDocument } from '@signalbox/flow';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { createMessageStore } from '../announce/messages.ts';
import type { MessageStore } from '../announce/messages.ts';
import { createDocumentStore } from '../document/document-store.ts';
import type { DocumentStore } from '../document/document-store.ts';
import { edgeKey } from '../document/operations.ts';
import { createNodeActivityStore } from '../live/node-activity.ts';
import type { NodeActivityStore } from '../live/node-activity.ts';
import { createConnectingStore } from './connecting.ts';
import type { ConnectingStore } from './connecting.ts';
import type { CanvasView } from './canvas-view.ts';
import { createFlowProblems } from './flow-problems.ts';
import type { FlowProblems } from './flow-problems.ts';
import type { KnownNames } from './known-names.ts';
import type { NodeLibrary } from './node-library.ts';
import { createOverlayStore } from './overlay.ts';
import type { OverlayStore } from './overlay.ts';
import { createPreferences } from './preferences.ts';
import type { PreferencesStore } from './preferences.ts';
import { createTraceMarks } from '../trace/trace-marks.ts';
import type { TraceMarkStore } from '../trace/trace-marks.ts';
import { createSide } from '../side/side-state.ts';
import type { SideStore } from '../side/side-state.ts';
import { createTestState } from '../test-run/test-state.ts';
import type { TestStore } from '../test-run/test-state.ts';
import { createTracing } from '../trace/tracing.ts';
import type { TracingStore } from '../trace/tracing.ts';
import { createSelectionStore } from './selection.ts';
import type { SelectionStore } from './selection.ts';

/** Everything that belongs to one open flow; the parts of the page share it. */
export interface EditorSession {
  /** `null` where what is shown is no flow of the server's, as beside a comparison. */
  readonly flowId: number | null;
  readonly library: NodeLibrary;
  readonly documents: DocumentStore;
  /** Of what nodes refer to by number. */
  readonly names: StoreApi<KnownNames>;
  readonly selection: SelectionStore;
  readonly connecting: ConnectingStore;
  readonly messages: MessageStore;
  readonly activity: NodeActivityStore;
  /** The drawing, while there is one. */
  readonly view: StoreApi<{ readonly current: CanvasView | null }>;
  /** The list that stands for the drawing, while it is shown. */
  readonly outline: StoreApi<OutlineState>;
  /** How closely the drawing is looked at. */
  readonly detail: StoreApi<{ readonly isFar: boolean }>;
  /** The node whose name is being edited on its tile. */
  readonly renaming: StoreApi<{ readonly nodeId: number | null }>;
  readonly overlay: OverlayStore;
  readonly preferences: PreferencesStore;
  /** The wire that would take the dragged node in. */
  readonly receiving: StoreApi<{ readonly edgeKey: string | null }>;
  readonly problems: StoreApi<FlowProblems>;
  /** The way of the trace that is looked at. */
  readonly traceMarks: TraceMarkStore;
  readonly tracing: TracingStore;
  /** The one that values, decisions and tests are shown of. */
  readonly device: StoreApi<LookedAt>;
  /** What stands beside the canvas. */
  readonly side: SideStore;
  readonly testing: TestStore;
  /** None but where two versions are compared. */
  readonly changes: ChangeMarks;
}

export interface LookedAt {
  readonly id: number | null;
  /** Somebody chose it; it is not merely the first of the flow. */
  readonly isChosen: boolean;
}

export interface OutlineState {
  readonly list: HTMLElement | null;
  /**
   * Scrolls to where the entry of a node is, pixels from the top of the list, and returns that; leaves the
   * view alone where it went there `before`. Only entries near the view are drawn.
   */
  readonly approach: (nodeId: number, before: number | null) => number | null;
  /** The view was changed by a key: the other one takes the focus as soon as it is there. */
  readonly isFocusWanted: boolean;
}

/** What nodes and wires are beside another version of the flow. */
export interface ChangeMarks {
  /** By node id. */
  readonly nodes: ReadonlyMap<number, ChangeMark>;
  /** By edge key. */
  readonly edges: ReadonlyMap<string, ChangeMark>;
}

export type ChangeMark = 'added' | 'removed' | 'changed';

const NO_MARKS: ChangeMarks = { nodes: new Map(), edges: new Map() };

export interface SessionOptions {
  readonly flowId?: number | null;
  readonly isReadOnly?: boolean;
  /** Of whoever is signed in. */
  readonly rights?: readonly Right[];
  readonly preferences?: PreferencesStore;
  /** Where two versions are compared. */
  readonly changes?: ChangeMarks;
}

export function createEditorSession(
  document: FlowDocument,
  library: NodeLibrary,
  {
    flowId = null,
    isReadOnly = false,
    rights = [],
    preferences = createPreferences(),
    changes = NO_MARKS,
  }: SessionOptions = {},
): EditorSession {
  const documents = createDocumentStore(document, isReadOnly);
  const selection = createSelectionStore();
  const names = createStore<KnownNames>(() => ({ geofence: () => undefined, areGeofencesKnown: false }));
  documents.state.subscribe((state, before) => {
    if (state.document === before.document) return;
    const nodes = new Set(state.document.nodes.map((node) => node.id));
    selection.keep(nodes, new Set(state.document.edges.map(edgeKey)));
  });
  return {
    flowId,
    library,
    documents,
    names,
    selection,
    connecting: createConnectingStore(),
    messages: createMessageStore(),
    activity: createNodeActivityStore(),
    view: createStore<{ readonly current: CanvasView | null }>(() => ({ current: null })),
    outline: createStore<OutlineState>(() => ({
      list: null,
      approach: () => null,
      isFocusWanted: false,
    })),
    detail: createStore(() => ({ isFar: false })),
    renaming: createStore<{ readonly nodeId: number | null }>(() => ({ nodeId: null })),
    overlay: createOverlayStore(),
    preferences,
    receiving: createStore<{ readonly edgeKey: string | null }>(() => ({ edgeKey: null })),
    problems: createFlowProblems(documents, library, names),
    traceMarks: createTraceMarks(),
    tracing: createTracing(),
    device: createStore<LookedAt>(() => ({ id: null, isChosen: false })),
    side: createSide(rights),
    testing: createTestState(),
    changes,
  };
}
