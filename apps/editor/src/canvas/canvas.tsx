import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { text } from '../text/text.ts';
import styles from './canvas.module.css';
import { CanvasControls } from './canvas-controls.tsx';
import { takeWantedFocus } from './focus-tile.ts';
import { Minimap } from './minimap.tsx';
import { PortalHost, createPortalRegistry } from './portal-root.tsx';
import { createReteView } from './rete-view.ts';
import type { CanvasView } from './canvas-view.ts';
import { useDocumentState, useSession } from './session-context.tsx';

/** Not before all nodes have their places, so that none jumps. */
async function show(container: HTMLElement, view: CanvasView): Promise<void> {
  await view.ready;
  container.dataset['ready'] = '';
}

interface CanvasProps {
  /** What it is called where it is not the flow that is worked on. */
  readonly label?: string;
  readonly children?: ReactNode;
}

/** The drawing of the flow, with what lies over it. */
export function Canvas({ label, children }: CanvasProps): ReactNode {
  const session = useSession();
  const host = useRef<HTMLDivElement>(null);
  const [registry] = useState(createPortalRegistry);
  const view = useStore(session.view, (state) => state.current);
  const [fault, setFault] = useState<unknown>(null);
  const isEmpty = useDocumentState((state) => state.document.nodes.length === 0);
  const isConnecting = useStore(session.connecting, (state) => state.port !== null);
  const ownLabel = useDocumentState(({ readOnly }) =>
    readOnly ? text.canvas.labelReadOnly : text.canvas.label,
  );
  const isHidden = useStore(session.preferences, (state) => state.shownAs === 'outline');

  useEffect(() => {
    const container = host.current;
    if (container === null) return undefined;
    const created = createReteView(container, session, registry, setFault);
    void show(container, created);
    session.view.setState({ current: created });
    return () => {
      delete container.dataset['ready'];
      session.view.setState({ current: null });
      created.destroy();
    };
  }, [session, registry]);

  useEffect(() => {
    if (!isHidden) takeWantedFocus(session);
  }, [session, isHidden]);

  // A fault while drawing belongs to the page's error boundary.
  if (fault !== null) throw fault;
  return (
    <section
      className={styles['frame']}
      tabIndex={-1}
      aria-label={label ?? ownLabel}
      data-hidden={isHidden ? '' : undefined}
    >
      <div ref={host} className={styles['canvas']} data-connecting={isConnecting ? '' : undefined} />
      <PortalHost registry={registry} />
      {isEmpty && (
        <div id="empty-flow" tabIndex={-1} className={styles['empty']}>
          <h2>{text.canvas.emptyTitle}</h2>
          <p>{text.canvas.emptyLead}</p>
        </div>
      )}
      {view !== null && <Minimap view={view} />}
      {view !== null && <CanvasControls viewport={view.viewport} />}
      {children}
    </section>
  );
}
