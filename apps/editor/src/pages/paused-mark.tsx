import type { FlowDetail } from '@signalbox/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, errorText } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { useAction } from '../api/use-action.ts';
import { useLiveEvents } from '../live/use-live-events.ts';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import page from './page.module.css';

/** Says that the flow is paused for devices on whose behalf it asked for too much, and lets it go on. */
export function PausedMark({ flow }: { readonly flow: FlowDetail }): ReactNode {
  const client = useQueryClient();
  const query = queries.flowPauses(flow.id);
  const paused = useQuery({ ...query, initialData: flow.paused }).data;
  const rights = useQuery(queries.session).data?.rights ?? [];
  const refresh = () => client.invalidateQueries({ queryKey: query.queryKey });
  useLiveEvents((event) => void (event.type === 'flow_paused' && refresh()), { flowId: flow.id });
  const resume = useAction({
    mutationFn: () => api.resumeFlow({ params: { id: flow.id } }),
    onSettled: refresh,
  });
  if (paused.length === 0) return null;
  const dropped = paused.reduce((sum, source) => sum + source.dropped, 0);
  return (
    <>
      <output className={page['chip']} data-tone="danger" title={text.flows.pausedHelp(dropped)}>
        {resume.isError ? errorText(resume.error) : text.flows.paused(paused.length)}
      </output>
      {rights.includes('flows_publish') && (
        <Button onPress={() => resume.mutate()} isDisabled={resume.isPending}>
          {text.flows.resume}
        </Button>
      )}
    </>
  );
}
