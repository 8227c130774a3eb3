import { stringifyFlow } from '@signalbox/flow';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { replaceDocument } from '../document/commands.ts';
import type { EditorSession } from '../canvas/session.ts';
import { text } from '../text/text.ts';
import { browserTimer } from '../timer.ts';
import { startAutosave } from './autosave.ts';
import { forgetDraftCopy, keepDraftCopy, readDraftCopy } from './draft-copy.ts';
import type { DraftCopy } from './draft-copy.ts';
import type { FlowSaver } from './flow-saver.ts';

/** How long the copy in the tab may be behind, ms. */
const COPY_MS = 500;

/** Unsaved changes of before a reload, until somebody says what to do with them. */
export interface Recovery {
  readonly found: DraftCopy | null;
  readonly use: () => void;
  readonly forget: () => void;
}

/** Saves by itself, keeps a copy of what is unsaved in the tab, and offers that of before a reload. */
export function useSaving(session: EditorSession, saver: FlowSaver): Recovery {
  const { documents } = session;
  const isReadOnly = useStore(documents.state, (state) => state.readOnly);
  const [found, setFound] = useState(() => (isReadOnly ? null : findLost(session, saver)));

  useEffect(() => {
    if (isReadOnly) return undefined;
    const flow = { id: saver.flowId, version: () => saver.state.getState().version, now: Date.now };
    const writeCopy = keepDraftCopy(sessionStorage, documents, flow);
    const stops = [startAutosave(documents, saver, browserTimer), followChanges(documents.state, writeCopy)];
    const retry = (): void => void saver.save();
    window.addEventListener('pagehide', writeCopy);
    window.addEventListener('online', retry);
    return () => {
      for (const stop of stops) stop();
      window.removeEventListener('pagehide', writeCopy);
      window.removeEventListener('online', retry);
      writeCopy();
    };
  }, [documents, saver, isReadOnly]);

  const forget = (): void => {
    forgetDraftCopy(sessionStorage, saver.flowId);
    setFound(null);
  };
  return {
    found,
    use: () => {
      if (found === null) return;
      forget();
      saver.startFrom(found.version);
      documents.run(replaceDocument(found.document, text.versions.recoverStep));
    },
    forget,
  };
}

function findLost({ documents }: EditorSession, { flowId }: FlowSaver): DraftCopy | null {
  const copy = readDraftCopy(sessionStorage, flowId);
  if (copy === null) return null;
  const { document } = documents.state.getState();
  return stringifyFlow(copy.document) === stringifyFlow(document) ? null : copy;
}

/** Calls soon after a change or a save, once for those that follow each other. */
function followChanges(state: EditorSession['documents']['state'], callback: () => void): () => void {
  let cancel: (() => void) | null = null;
  const stop = state.subscribe((now, before) => {
    if (now.document === before.document && now.savedStep === before.savedStep) return;
    cancel ??= browserTimer(COPY_MS, () => {
      cancel = null;
      callback();
    });
  });
  return () => {
    stop();
    cancel?.();
  };
}
