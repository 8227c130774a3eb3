import type { ReactNode } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useStore } from 'zustand';
import { useDocumentState, useSession } from '../canvas/session-context.tsx';
import { errorText } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Banner } from '../ui/notice.tsx';
import { ChangeList } from '../versions/change-list.tsx';
import styles from '../versions/versions.module.css';
import type { FlowSaver } from './flow-saver.ts';
import type { Conflict } from './save-state.ts';

const words = text.versions.conflict;

/** Somebody saved a newer version: theirs, ours, or both. Closed without an answer, nothing is saved. */
export function ConflictDialog({ saver }: { readonly saver: FlowSaver }): ReactNode {
  const conflict = useStore(saver.state, (state) => state.conflict);
  const [dismissed, setDismissed] = useState<Conflict | null>(null);
  if (conflict === null) return null;
  return (
    <OpenConflict
      saver={saver}
      conflict={conflict}
      isOpen={dismissed !== conflict}
      onClose={() => setDismissed(conflict)}
    />
  );
}

interface OpenConflictProps {
  readonly saver: FlowSaver;
  readonly conflict: Conflict;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function OpenConflict({ saver, conflict, isOpen, onClose }: OpenConflictProps): ReactNode {
  const { messages } = useSession();
  const copy = useSaveCopy(saver);
  const { theirs, merged } = conflict;
  const take = (): void => {
    saver.takeTheirs();
    messages.show(words.tookTheirs);
  };
  return (
    <Dialog
      isOpen={isOpen}
      isWide
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.common.cancel}</Button>
          <Button onPress={() => copy.mutate()} isDisabled={copy.isPending}>
            {words.copy}
          </Button>
          <Button variant="danger" onPress={() => void saver.overwrite()}>
            {words.keep}
          </Button>
          <Button onPress={take}>{words.take}</Button>
          {merged !== null && (
            <Button variant="primary" onPress={() => void saver.keepBoth()}>
              {words.both}
            </Button>
          )}
        </>
      }
    >
      {copy.isError && <Banner tone="danger">{errorText(copy.error)}</Banner>}
      <p>{words.lead(theirs.saved_by ?? text.versions.unknownAuthor, formatDateTime(theirs.saved_at))}</p>
      {merged !== null && <p>{words.apart}</p>}
      <Sides conflict={conflict} />
    </Dialog>
  );
}

/** Who changed what: theirs and ours beside each other; without their common origin, theirs beside ours. */
function Sides({ conflict: { base, theirs } }: { readonly conflict: Conflict }): ReactNode {
  const { library } = useSession();
  const mine = useDocumentState((state) => state.document);
  if (base === null) {
    return (
      <section className={styles['changes']}>
        <h3>{words.theirsToMine}</h3>
        <ChangeList before={theirs.document} after={mine} library={library} />
      </section>
    );
  }
  return (
    <div className={styles['sides']}>
      <section>
        <h3>{words.theirs}</h3>
        <ChangeList before={base} after={theirs.document} library={library} />
      </section>
      <section>
        <h3>{words.mine}</h3>
        <ChangeList before={base} after={mine} library={library} />
      </section>
    </div>
  );
}

/** Mine becomes a flow of its own, which is opened; here theirs stays. */
function useSaveCopy(saver: FlowSaver) {
  const navigate = useNavigate();
  return useAction({
    mutationFn: () => saver.saveCopy(),
    onSuccess: async ({ id }) => {
      saver.takeTheirs();
      await navigate(`/flows/${id}`);
    },
  });
}
