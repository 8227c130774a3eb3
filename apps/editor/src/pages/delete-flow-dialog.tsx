import type { FlowSummary } from '@signalbox/api';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, errorText } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { useAction } from '../api/use-action.ts';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Banner } from '../ui/notice.tsx';

interface DeleteFlowDialogProps {
  /** The flow to ask about; closed while `null`. */
  readonly flow: FlowSummary | null;
  readonly onClose: () => void;
}

export function DeleteFlowDialog({ flow, onClose }: DeleteFlowDialogProps): ReactNode {
  const client = useQueryClient();
  const remove = useAction({
    mutationFn: (id: number) => api.deleteFlow({ params: { id } }),
    onSuccess: async () => {
      await client.invalidateQueries(queries.flows);
      onClose();
    },
  });
  return (
    <Dialog
      isOpen={flow !== null}
      title={text.flows.removeTitle}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.common.cancel}</Button>
          <Button
            variant="danger"
            isDisabled={remove.isPending}
            onPress={() => flow !== null && remove.mutate(flow.id)}
          >
            {text.common.delete}
          </Button>
        </>
      }
    >
      {remove.isError && <Banner tone="danger">{errorText(remove.error)}</Banner>}
      <p>{flow !== null && text.flows.removeLead(flow.title)}</p>
    </Dialog>
  );
}
