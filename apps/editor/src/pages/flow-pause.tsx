import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, errorText } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { useMay } from '../api/rights.ts';
import { useAction } from '../api/use-action.ts';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { formatDateTime } from '../ui/format.ts';

const words = text.pauses;

/** Holds back all that the flow asks for, while it goes on deciding; or lets it go. */
export function useFlowPause(flowId: number) {
  const client = useQueryClient();
  const pause = useQuery(queries.switches).data?.flows.find(({ id }) => id === flowId);
  const mayPause = useMay('flows_publish');
  const toggle = useAction({
    mutationFn: () => api.pauseFlow({ params: { id: flowId }, body: { paused: pause === undefined } }),
    onSuccess: (switches) => client.setQueryData(queries.switches.queryKey, switches),
  });
  return { pause, mayPause, toggle };
}

/** Shown while the flow is paused: who did it, and the way back. */
export function FlowPauseMark({ flowId }: { readonly flowId: number }): ReactNode {
  const { pause, mayPause, toggle } = useFlowPause(flowId);
  if (pause === undefined) return null;
  return (
    <Button
      variant="danger"
      isDisabled={!mayPause}
      isPending={toggle.isPending}
      onPress={() => toggle.mutate()}
    >
      <span title={toggle.isError ? errorText(toggle.error) : `${pause.by}, ${formatDateTime(pause.at)}`}>
        {words.flowPaused}: {words.flowResume.toLowerCase()}
      </span>
    </Button>
  );
}
