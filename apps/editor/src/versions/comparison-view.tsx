import type { FlowDocument } from '@signalbox/flow';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { Canvas } from '../canvas/canvas.tsx';
import { SessionContext, useSession } from '../canvas/session-context.tsx';
import { createEditorSession } from '../canvas/session.ts';
import type { EditorSession } from '../canvas/session.ts';
import { text } from '../text/text.ts';
import { ChangeList } from './change-list.tsx';
import { compareFlows } from './compare.ts';
import { TextView } from './text-view.tsx';
import styles from './versions.module.css';

interface ComparisonViewProps {
  readonly before: FlowDocument | undefined;
  readonly after: FlowDocument | undefined;
  readonly view: 'drawing' | 'text';
  /** The choices above it. */
  readonly children: ReactNode;
}

/** Two versions as one drawing or as texts, and beside it what changed in words. */
export function ComparisonView({ before, after, view, children }: ComparisonViewProps): ReactNode {
  const { library, names } = useSession();
  const session = useMemo(() => {
    if (before === undefined || after === undefined) return null;
    const { document, marks } = compareFlows(before, after);
    return { ...createEditorSession(document, library, { isReadOnly: true, changes: marks }), names };
  }, [before, after, library, names]);
  const isDrawing = view === 'drawing';
  return (
    <>
      <div className={styles['stage']}>
        <div className={styles['choices']}>{children}</div>
        {session !== null && isDrawing && (
          <SessionContext value={session}>
            <div className={styles['drawing']}>
              <Canvas label={text.versions.drawing} />
            </div>
          </SessionContext>
        )}
        {before !== undefined && after !== undefined && !isDrawing && (
          <TextView before={before} after={after} library={library} />
        )}
      </div>
      <div className={styles['panel']}>
        <h3>{text.versions.changes}</h3>
        {before === undefined || after === undefined || session === null ? (
          <p>{text.common.loading}</p>
        ) : (
          <ChangeList
            before={before}
            after={after}
            library={library}
            {...(isDrawing ? { onShow: (nodeId: number) => showNode(session, nodeId) } : {})}
          />
        )}
      </div>
    </>
  );
}

function showNode({ selection, view }: EditorSession, nodeId: number): void {
  selection.selectNodes([nodeId]);
  view.getState().current?.viewport.reveal(nodeId);
}
