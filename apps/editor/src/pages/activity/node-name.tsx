import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queries } from '../../api/queries.ts';
import { nodeTitle } from '../../canvas/node-face.ts';
import { nodeTypes } from '../../canvas/node-types.ts';
import { text } from '../../text/text.ts';

interface NodeNameProps {
  readonly flowId: number;
  readonly version: number;
  readonly nodeId: number;
}

/** A node by the name that it had when it asked. */
export function NodeName({ flowId, version, nodeId }: NodeNameProps): ReactNode {
  const flow = useQuery(queries.flowVersion(flowId, version)).data;
  const node = flow?.document.nodes.find(({ id }) => id === nodeId);
  if (node === undefined) return text.activity.node(nodeId);
  return nodeTitle(node, nodeTypes.definition(node.type));
}
