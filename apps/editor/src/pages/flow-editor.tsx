import type { FlowDetail, Right } from '@signalbox/api';
import type { ReactNode } from 'react';
import { Suspense, useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useEditorKeys } from '../actions/use-editor-keys.ts';
import { saveAndTell } from '../announce/save-and-tell.ts';
import { Status } from '../announce/status.tsx';
import { useAnnouncements } from '../announce/use-announcements.ts';
import { Canvas } from '../canvas/canvas.tsx';
import { revealSelected, revealTile } from '../canvas/focus-tile.ts';
import { addNodeNext } from '../canvas/insert-actions.ts';
import { createPreferences } from '../canvas/preferences.ts';
import { SessionContext } from '../canvas/session-context.tsx';
import { createEditorSession } from '../canvas/session.ts';
import type { NodeLibrary } from '../canvas/node-library.ts';
import type { EditorSession, SessionOptions } from '../canvas/session.ts';
import { useNames } from '../knowledge/use-names.ts';
import { useLiveEvents } from '../live/use-live-events.ts';
import { SkipLink } from '../shell/skip-link.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { Side } from '../side/side.tsx';
import { Palette } from '../palette/palette.tsx';
import { text } from '../text/text.ts';
import { FlowBar } from './flow-bar.tsx';
import { flowCalls } from './flow-calls.ts';
import { loadParts, part } from '../ui/part.tsx';
import styles from './flow-page.module.css';
import { createFlowSaver } from './flow-saver.ts';
import type { FlowSaver } from './flow-saver.ts';
import { FlowNotices } from './flow-notices.tsx';
import { useAddress } from './use-address.ts';
import { useSaving } from './use-saving.ts';

interface FlowEditorProps {
  readonly flow: FlowDetail;
  readonly library: NodeLibrary;
  /** Of whoever is signed in. */
  readonly rights: readonly Right[];
}

/** An open flow: palette, canvas, inspector, and the bar above them. */
export function FlowEditor({ flow, library, rights }: FlowEditorProps): ReactNode {
  const isReadOnly = !rights.includes('flows_write');
  const { session, saver } = useOpenFlow(flow, () => openFlow(flow, library, { isReadOnly, rights }));
  const save = useCallback(() => {
    if (!isReadOnly) void saveAndTell(session.messages, saver);
  }, [session, saver, isReadOnly]);
  const recovery = useSaving(session, saver);
  useEditorKeys(session, save);
  useAnnouncements(session, saver);
  useAddress(session);
  useNames(session);
  useEffect(() => void loadParts(), []);
  const live = useNodeActivity(session, flow.id);
  return (
    <SessionContext value={session}>
      <PageTitle title={flow.document.title} />
      <div className={styles['editor']} data-read-only={isReadOnly ? '' : undefined}>
        <FlowBar flow={flow} saver={saver} live={live} />
        <FlowNotices saver={saver} isReadOnly={isReadOnly} recovery={recovery} />
        {!isReadOnly && (
          <SkipLink onFollow={() => revealSelected(session)}>{text.editor.skipPalette}</SkipLink>
        )}
        {!isReadOnly && <Palette definitions={library.list} onAdd={(type) => addAndReveal(session, type)} />}
        <div className={styles['stage']}>
          <Canvas>{!isReadOnly && <SelectionBarWhenNeeded session={session} />}</Canvas>
          <OutlineWhenShown session={session} />
          <Status />
        </div>
        <Side flow={flow} />
      </div>
      <OverlayWhenOpen session={session} />
    </SessionContext>
  );
}

/** Those who draw never need it. */
const Outline = part(async () => (await import('../outline/outline.tsx')).Outline);

function OutlineWhenShown({ session }: { readonly session: EditorSession }): ReactNode {
  const isShown = useStore(session.preferences, (state) => state.shownAs === 'outline');
  return (
    isShown && (
      <Suspense>
        <Outline />
      </Suspense>
    )
  );
}

/** Needed when several nodes are selected. */
const SelectionBar = part(async () => (await import('../actions/selection-bar.tsx')).SelectionBar);

function SelectionBarWhenNeeded({ session }: { readonly session: EditorSession }): ReactNode {
  const isNeeded = useStore(session.selection.state, (state) => state.nodes.size > 1);
  return (
    isNeeded && (
      <Suspense>
        <SelectionBar />
      </Suspense>
    )
  );
}

/** Their code is asked for when the first of them opens. */
const Overlays = part(async () => (await import('../actions/overlays.tsx')).Overlays);

function OverlayWhenOpen({ session }: { readonly session: EditorSession }): ReactNode {
  const isOpen = useStore(session.overlay, (state) => state.open !== null);
  return (
    isOpen && (
      <Suspense>
        <Overlays />
      </Suspense>
    )
  );
}

/** Every page shares what somebody chose. */
const preferences = createPreferences(localStorage);

function addAndReveal(session: EditorSession, type: string): void {
  addNodeNext(session, type);
  const [added] = session.selection.state.getState().nodes;
  if (added !== undefined) void revealTile(session, added);
}

type Access = Required<Pick<SessionOptions, 'isReadOnly' | 'rights'>>;

interface OpenFlow {
  readonly flow: FlowDetail;
  readonly session: EditorSession;
  readonly saver: FlowSaver;
}

function openFlow(flow: FlowDetail, library: NodeLibrary, access: Access): OpenFlow {
  const session = createEditorSession(flow.document, library, { flowId: flow.id, preferences, ...access });
  return { flow, session, saver: createFlowSaver(flow, session.documents, flowCalls) };
}

/** One session per flow that was read; reading it again opens a new one. */
function useOpenFlow(flow: FlowDetail, create: () => OpenFlow): OpenFlow {
  const [open, setOpen] = useState(create);
  if (open.flow === flow) return open;
  const next = create();
  setOpen(next);
  return next;
}

const EXPIRY_MS = 1000;

function useNodeActivity(session: EditorSession, flowId: number) {
  const status = useLiveEvents(
    (event) => {
      if (event.type === 'visits' && event.flow_id === flowId)
        session.activity.report(event.nodes, Date.now(), event.faults);
    },
    { flowId },
  );
  useEffect(() => {
    const timer = setInterval(() => session.activity.expire(Date.now()), EXPIRY_MS);
    return () => clearInterval(timer);
  }, [session]);
  return status;
}
