import type { FlowProblem as ServerProblem } from '@signalbox/api';
import { ApiError } from '@signalbox/api';
import type { FlowProblem } from '@signalbox/flow';
import { hasErrors } from '@signalbox/flow';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { errorsFirst, problemKey } from '../canvas/flow-problems.ts';
import { useDocumentState, useSession } from '../canvas/session-context.tsx';
import { errorText } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { useAction } from '../api/use-action.ts';
import { isDirty } from '../document/document-store.ts';
import { ProblemButton } from '../inspector/problem-list.tsx';
import { text } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Banner } from '../ui/notice.tsx';
import { TextInput } from '../ui/text-input.tsx';
import { ChangeList } from '../versions/change-list.tsx';
import styles from './flow-page.module.css';
import type { FlowSaver } from './flow-saver.ts';

interface PublishDialogProps {
  readonly saver: FlowSaver;
  readonly onClose: () => void;
}

/** Shows what is wrong before a version runs: errors keep it from running, warnings do not. */
export function PublishDialog({ saver, onClose }: PublishDialogProps): ReactNode {
  const { problems, messages } = useSession();
  const [note, setNote] = useState('');
  const list = useStore(problems, (state) => state.list);
  const { isEnabled, publishedVersion } = useStore(saver.state);
  const publish = useAction({
    mutationFn: () => saver.publish(note.trim()),
    onSuccess: (result) => {
      // A failed save has said so already, above the canvas.
      if (result === null) saver.ask();
      else messages.show(text.editor.published(result.published_version));
      onClose();
    },
  });
  const isNew = useIsNew(saver);
  const isBlocked = hasErrors(list) || !isNew;
  const refused = problemsOf(publish.error);
  return (
    <Dialog
      isOpen
      title={text.editor.publishTitle}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.common.cancel}</Button>
          <Button
            variant="primary"
            isDisabled={isBlocked || publish.isPending}
            onPress={() => publish.mutate()}
          >
            {publish.isPending ? text.editor.publishing : text.editor.publish}
          </Button>
        </>
      }
    >
      {publish.isError && (
        <Banner tone="danger">{text.editor.publishFailed(errorText(publish.error))}</Banner>
      )}
      <div className={styles['publish']}>
        <p>{isNew ? leadOf(list) : text.versions.publishedAlready(publishedVersion ?? 0)}</p>
        <Problems list={refused.length > 0 ? refused : list} onShow={onClose} />
        {isNew && (
          <TextInput
            label={text.versions.note}
            hint={text.versions.noteHint}
            rows={2}
            value={note}
            onChange={(value) => setNote(value.slice(0, LONGEST_NOTE))}
          />
        )}
        {publishedVersion !== null && isNew && (
          <ChangesSince flowId={saver.flowId} version={publishedVersion} />
        )}
        {!isEnabled && <p>{text.editor.publishDisabled}</p>}
      </div>
    </Dialog>
  );
}

/** The server takes no longer ones. */
const LONGEST_NOTE = 1000;

/** Whether there is anything that the published version does not have. */
function useIsNew(saver: FlowSaver): boolean {
  const isUnsaved = useDocumentState(isDirty);
  return useStore(saver.state, (state) => isUnsaved || state.version !== state.publishedVersion);
}

function ChangesSince({ flowId, version }: { readonly flowId: number; readonly version: number }): ReactNode {
  const { library } = useSession();
  const document = useDocumentState((state) => state.document);
  const published = useQuery(queries.flowVersion(flowId, version)).data;
  if (published === undefined) return null;
  return (
    <details>
      <summary>{text.versions.changesSince(version)}</summary>
      <ChangeList before={published.document} after={document} library={library} />
    </details>
  );
}

function leadOf(list: readonly FlowProblem[]): string {
  if (list.length === 0) return text.editor.publishClean;
  return hasErrors(list) ? text.editor.publishErrors : text.editor.publishWarnings;
}

function problemsOf(error: unknown): readonly ServerProblem[] {
  return error instanceof ApiError ? errorsFirst(error.problem.problems ?? []) : [];
}

interface ProblemsProps {
  readonly list: readonly ServerProblem[];
  /** Called when a node is shown: the dialog would hide it. */
  readonly onShow: () => void;
}

function Problems({ list, onShow }: ProblemsProps): ReactNode {
  if (list.length === 0) return null;
  return (
    <ul className={styles['problems']}>
      {list.map((problem) => (
        <li key={problemKey(problem)}>
          <ProblemButton problem={problem} onPress={onShow} />
        </li>
      ))}
    </ul>
  );
}
