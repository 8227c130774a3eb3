import type { FlowNode } from '@signalbox/flow';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { NodeFace } from './node-face.ts';
import { nodeFace } from './node-face.ts';
import { useSession } from './session-context.tsx';

/** What a node shows of itself, with the names of what it refers to as they become known. */
export function useNodeFace(node: FlowNode): NodeFace {
  const { library, names } = useSession();
  return useStore(
    names,
    useShallow((known) => nodeFace(node, library.definition(node.type), known)),
  );
}
