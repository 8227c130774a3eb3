import type { FlowProblem } from '@signalbox/api';
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { problemKey } from '../canvas/flow-problems.ts';
import { useDocumentState, useSession } from '../canvas/session-context.tsx';
import { text } from '../text/text.ts';
import styles from './inspector.module.css';
import { problemText } from './problem-words.ts';

/** Everything that is wrong with the flow; a press selects the node concerned. */
export function ProblemList(): ReactNode {
  const { problems } = useSession();
  const list = useStore(problems, (state) => state.list);
  return (
    <section className={styles['stack']}>
      <h3 className={styles['section-title']}>{text.editor.problems}</h3>
      {list.length === 0 && (
        <p className={styles['clean']}>
          <CircleCheck size={16} aria-hidden /> {text.editor.noProblems}
        </p>
      )}
      <ul className={styles['problems']}>
        {list.map((problem) => (
          <li key={problemKey(problem)}>
            <ProblemButton problem={problem} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A problem; a press selects the node concerned. */
export function ProblemButton({ problem, onPress }: ProblemButtonProps): ReactNode {
  const { selection, view } = useSession();
  return (
    <button
      type="button"
      className={styles['problem']}
      data-severity={problem.severity}
      disabled={problem.node_ids === undefined}
      onClick={() => {
        const nodeIds = problem.node_ids ?? [];
        selection.selectNodes(nodeIds);
        for (const id of nodeIds.slice(0, 1)) view.getState().current?.viewport.reveal(id);
        onPress?.();
      }}
    >
      <ProblemText problem={problem} />
    </button>
  );
}

interface ProblemButtonProps {
  readonly problem: FlowProblem;
  /** After the node is selected. */
  readonly onPress?: () => void;
}

/** The problem in words, with its severity as a picture and as text. */
function ProblemText({ problem }: { readonly problem: FlowProblem }): ReactNode {
  const { library } = useSession();
  const document = useDocumentState((state) => state.document);
  const isError = problem.severity === 'error';
  const Icon = isError ? CircleAlert : TriangleAlert;
  return (
    <>
      <Icon size={16} aria-hidden />
      <span className="visually-hidden">{isError ? text.editor.error : text.editor.warning}</span>
      <span>{problemText(problem, document, library)}</span>
    </>
  );
}
