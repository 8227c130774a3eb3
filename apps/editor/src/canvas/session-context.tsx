import type { FlowDocument, FlowNode } from '@signalbox/flow';
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { DocumentState } from '../document/document-store.ts';
import type { EditorSession } from './session.ts';

export const SessionContext = createContext<EditorSession | null>(null);

/** The open flow. @throws outside a flow's page */
export function useSession(): EditorSession {
  const session = use(SessionContext);
  if (session === null) throw new Error('useSession needs a SessionContext around it');
  return session;
}

export function useDocumentState<Value>(select: (state: DocumentState) => Value): Value {
  return useStore(useSession().documents.state, select);
}

export function useFlowNode(id: number): FlowNode | undefined {
  return useDocumentState((state) => nodesById(state.document.nodes).get(id));
}

const indices = new WeakMap<FlowDocument['nodes'], ReadonlyMap<number, FlowNode>>();

/** One index per list of nodes, however many tiles ask. */
export function nodesById(nodes: FlowDocument['nodes']): ReadonlyMap<number, FlowNode> {
  const known = indices.get(nodes);
  if (known !== undefined) return known;
  const index = new Map(nodes.map((node) => [node.id, node]));
  indices.set(nodes, index);
  return index;
}
