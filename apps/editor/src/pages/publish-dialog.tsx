import type { FlowProblem as ServerProblem } from '@signalbox/api';
import { ApiError } from '@signalbox/api';
import type { FlowProblem } from '@signalbox/flow';
import { hasErrors } from '@signalbox/flow';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../canvas/session-context.tsx';
import { errorText } from '../api/client.ts';
import { ProblemText } from '../inspector/problem-list.tsx';
import { text } from '../text/en.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Banner } from '../ui/notice.tsx';
import styles from './flow-page.module.css';
import type { FlowSaver } from './flow-saver.ts';

interface PublishDialogProps {
  readonly isOpen: boolean;
  readonly saver: FlowSaver;
  readonly onClose: () => void;
}

/** Shows what is wrong before a version runs: errors keep it from running, warnings do not. */
export function PublishDialog({ isOpen, saver, onClose }: PublishDialogProps): ReactNode {
  const { problems, messages } = useSession();
  const list = useStore(problems, (state) => state.list);
  const isEnabled = useStore(saver.state, (state) => state.isEnabled);
  const publish = useMutation({
    mutationFn: () => saver.publish(),
    onSuccess: (result) => {
      // A failed save or a conflict has said so already, above the canvas.
      if (result !== null) messages.show(text.editor.published(result.published_version));
      onClose();
    },
  });
  const isBlocked = hasErrors(list);
  const refused = problemsOf(publish.error);
  return (
    <Dialog
      isOpen={isOpen}
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
        <p>{leadOf(list)}</p>
        <Problems list={refused.length > 0 ? refused : list} />
        {!isEnabled && <p>{text.editor.publishDisabled}</p>}
      </div>
    </Dialog>
  );
}

function leadOf(list: readonly FlowProblem[]): string {
  if (list.length === 0) return text.editor.publishClean;
  return hasErrors(list) ? text.editor.publishErrors : text.editor.publishWarnings;
}

function problemsOf(error: unknown): readonly ServerProblem[] {
  return error instanceof ApiError ? (error.problem.problems ?? []) : [];
}

function Problems({ list }: { readonly list: readonly ServerProblem[] }): ReactNode {
  if (list.length === 0) return null;
  return (
    <ul className={styles['problems']}>
      {list.map((problem) => (
        <li key={problem.message} data-severity={problem.severity}>
          <ProblemText problem={problem} />
        </li>
      ))}
    </ul>
  );
}
