import type { StoreApi } from 'zustand/vanilla';
import type { FlowDetail, PublishResult } from '@signalbox/api';
import { isMissing, isVersionConflict } from '../api/client.ts';
import { replaceDocument } from '../document/commands.ts';
import { currentStep } from '../document/document-store.ts';
import type { DocumentStore } from '../document/document-store.ts';
import { text } from '../text/text.ts';
import { createDraftSender } from './draft-sender.ts';
import type { DraftSender } from './draft-sender.ts';
import type { FlowCalls, SaveState } from './save-state.ts';

/** Brings the document to the server. Never two saves at a time; nothing typed meanwhile is lost. */
export interface FlowSaver {
  readonly flowId: number;
  readonly state: StoreApi<SaveState>;
  /** True when the server has what is on screen. */
  save(): Promise<boolean>;
  /** Takes what is on screen as made from an older version than the one that was opened. */
  startFrom(version: number): void;
  /** Puts the question of a conflict again, about what is on screen now; does nothing where there is none. */
  ask(): void;
  /** Saves over what somebody else saved, as far as it was seen. */
  overwrite(): Promise<boolean>;
  /** Puts what somebody else saved on the screen, as a step that can be undone. */
  takeTheirs(): void;
  /** Puts both changes on the screen and saves them. */
  keepBoth(): Promise<boolean>;
  /** Saves what is on screen as a flow of its own. @throws what the server refuses it with */
  saveCopy(): Promise<FlowDetail>;
  /** Saves what is unsaved, then publishes. @throws what the server refuses it with */
  publish(note: string): Promise<PublishResult | null>;
  /** @throws what the server refuses it with */
  setEnabled(isEnabled: boolean): Promise<void>;
}

export function createFlowSaver(flow: FlowDetail, documents: DocumentStore, calls: FlowCalls): FlowSaver {
  const sender = createDraftSender(flow, documents, calls);
  const { state, save, startFrom } = sender;
  return {
    flowId: flow.id,
    state,
    save,
    startFrom,
    ...conflictAnswers(sender, documents),
    saveCopy: async () => {
      const { document } = documents.state.getState();
      return calls.create({ ...document, title: text.versions.conflict.copyTitle(document.title) });
    },
    publish: async (note) => {
      if (!(await save())) return null;
      try {
        const result = await calls.publish(flow.id, { version: state.getState().version, note });
        const { version, published_version: publishedVersion, enabled: isEnabled } = result;
        state.setState({ version, publishedVersion, isEnabled });
        return result;
      } catch (error) {
        if (isMissing(error)) {
          sender.fail(error);
          return null;
        }
        if (!isVersionConflict(error)) throw error;
        sender.meet(await calls.load(flow.id));
        return null;
      }
    },
    setEnabled: async (isEnabled) => {
      try {
        const changed = await calls.setEnabled(flow.id, isEnabled);
        state.setState({ isEnabled: changed.enabled });
      } catch (error) {
        if (isMissing(error)) sender.fail(error);
        throw error;
      }
    },
  };
}

/** The ways out of a conflict. In each, what they saved is what ours is based on from there. */
function conflictAnswers(
  { state, send, settle, meet }: DraftSender,
  documents: DocumentStore,
): Pick<FlowSaver, 'ask' | 'overwrite' | 'takeTheirs' | 'keepBoth'> {
  return {
    ask: () => {
      const { conflict } = state.getState();
      if (conflict !== null) meet(conflict.theirs);
    },
    overwrite: async () => {
      const { conflict } = state.getState();
      if (conflict === null) return false;
      settle(conflict.theirs, conflict.theirs.document);
      return send(conflict.theirs.version);
    },
    takeTheirs: () => {
      const { conflict } = state.getState();
      if (conflict === null) return;
      const { theirs } = conflict;
      settle(theirs, theirs.document);
      documents.run(replaceDocument(theirs.document, text.versions.theirsStep));
      documents.markSaved(currentStep(documents.state.getState()));
    },
    keepBoth: async () => {
      const { conflict } = state.getState();
      if (conflict === null || conflict.merged === null) return false;
      settle(conflict.theirs, conflict.theirs.document);
      documents.run(replaceDocument(conflict.merged, text.versions.mergeStep));
      return send(conflict.theirs.version);
    },
  };
}
