import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queries } from '../api/queries.ts';
import { nodeTypes } from '../canvas/node-types.ts';
import { text } from '../text/text.ts';

/** Which devices a flow listens to, in the words of the nodes that start it. */
export function FlowDevices({ flowId }: { readonly flowId: number }): ReactNode {
  const flow = useQuery({ ...queries.flow(flowId), staleTime: 60_000 });
  const starts = (flow.data?.document.nodes ?? []).flatMap((node) => {
    const definition = nodeTypes.definition(node.type);
    if (definition?.category !== 'trigger') return [];
    const parsed = definition.schema.safeParse(node.data);
    return parsed.success ? [definition.summary(parsed.data)] : [];
  });
  return starts.length === 0 ? text.common.none : [...new Set(starts)].join('; ');
}
