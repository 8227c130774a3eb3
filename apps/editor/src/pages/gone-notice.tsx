import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { errorText } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { currentStep } from '../document/document-store.ts';
import { useSession } from '../canvas/session-context.tsx';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import styles from './flow-page.module.css';
import type { FlowSaver } from './flow-saver.ts';

/** Somebody deleted the flow: the way on is to keep the drawing as a flow of its own. */
export function GoneNotice({ saver }: { readonly saver: FlowSaver }): ReactNode {
  const keep = useKeepDrawing(saver);
  return (
    <div className={styles['told']} role="alert">
      <span>{keep.isError ? errorText(keep.error) : text.versions.deleted.lead}</span>
      <Button variant="primary" onPress={() => keep.mutate()} isDisabled={keep.isPending}>
        {text.versions.deleted.keep}
      </Button>
    </div>
  );
}

/** The drawing becomes a new flow, which is opened; here nothing is left to save. */
function useKeepDrawing(saver: FlowSaver) {
  const { documents } = useSession();
  const navigate = useNavigate();
  return useAction({
    mutationFn: async () => {
      const step = currentStep(documents.state.getState());
      const { id } = await saver.saveCopy();
      documents.markSaved(step);
      return id;
    },
    onSuccess: async (id) => navigate(`/flows/${id}`),
  });
}
