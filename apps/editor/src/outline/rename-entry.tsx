import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { placeAtEntry } from '../canvas/focus-tile.ts';
import { Float } from '../canvas/float.tsx';
import { nodeTitle } from '../canvas/node-face.ts';
import { RenameField } from '../canvas/rename-field.tsx';
import { useFlowNode, useSession } from '../canvas/session-context.tsx';
import { text } from '../text/text.ts';
import fields from '../ui/field.module.css';

/** The name of an entry while it is edited. Beside the list, whose keys are not for a field. */
export function RenameEntry(): ReactNode {
  const nodeId = useStore(useSession().renaming, (state) => state.nodeId);
  return nodeId !== null && <Renaming key={nodeId} nodeId={nodeId} />;
}

function Renaming({ nodeId }: { readonly nodeId: number }): ReactNode {
  const session = useSession();
  const node = useFlowNode(nodeId);
  if (node === undefined) return null;
  const title = nodeTitle(node, session.library.definition(node.type));
  return (
    <Float at={placeAtEntry(session, nodeId) ?? { x: 0, y: 0 }} label={text.canvas.rename} onClose={leave}>
      <RenameField node={node} title={title} className={fields['control']} />
    </Float>
  );
}

/** A press elsewhere takes the focus from the field, which keeps the name then. */
function leave(): void {}
