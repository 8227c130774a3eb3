import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { FlowDetail, PublishResult } from '@signalbox/api';
import type { FlowDocument } from '@signalbox/flow';
import { errorText, isVersionConflict } from '../api/client.ts';
import { currentStep, isDirty } from '../document/document-store.ts';
import type { DocumentStore } from '../document/document-store.ts';

/** The calls that saving needs; `api` of the page has them. */
export interface FlowCalls {
  save(id: number, document: FlowDocument, baseVersion: number | null): Promise<FlowDetail>;
  publish(id: number): Promise<PublishResult>;
  setEnabled(id: number, isEnabled: boolean): Promise<FlowDetail>;
}

export interface SaveState {
  readonly phase: 'idle' | 'saving' | 'failed' | 'conflict';
  /** Why the last attempt failed, in words. */
  readonly reason: string | null;
  /** Version of the draft that our changes are based on. */
  readonly version: number;
  readonly publishedVersion: number | null;
  readonly isEnabled: boolean;
}

/** Brings the document to the server. Never two saves at a time; nothing typed meanwhile is lost. */
export interface FlowSaver {
  readonly state: StoreApi<SaveState>;
  /** True when the server has what is on screen. */
  save(): Promise<boolean>;
  /** Saves over what somebody else saved. */
  overwrite(): Promise<boolean>;
  /** Saves what is unsaved, then publishes. @throws what the server refuses it with */
  publish(): Promise<PublishResult | null>;
  /** @throws what the server refuses it with */
  setEnabled(isEnabled: boolean): Promise<void>;
}

export function createFlowSaver(flow: FlowDetail, documents: DocumentStore, calls: FlowCalls): FlowSaver {
  const state = createStore<SaveState>(() => ({
    phase: 'idle',
    reason: null,
    version: flow.version,
    publishedVersion: flow.published_version,
    isEnabled: flow.enabled,
  }));
  let running: Promise<boolean> | null = null;

  async function send(baseVersion: number | null): Promise<boolean> {
    const before = documents.state.getState();
    documents.seal();
    state.setState({ phase: 'saving', reason: null });
    try {
      const saved = await calls.save(flow.id, before.document, baseVersion);
      documents.markSaved(currentStep(before));
      state.setState({ phase: 'idle', version: saved.version, publishedVersion: saved.published_version });
      return true;
    } catch (error) {
      const phase = isVersionConflict(error) ? 'conflict' : 'failed';
      state.setState({ phase, reason: errorText(error) });
      return false;
    }
  }

  async function saveOnce(baseVersion: number | null): Promise<boolean> {
    running ??= send(baseVersion).finally(() => {
      running = null;
    });
    return running;
  }

  async function save(): Promise<boolean> {
    if (running !== null) await running;
    if (!isDirty(documents.state.getState())) return true;
    return saveOnce(state.getState().version);
  }

  return {
    state,
    save,
    overwrite: () => saveOnce(null),
    publish: async () => {
      if (!(await save())) return null;
      const result = await calls.publish(flow.id);
      state.setState({
        version: result.version,
        publishedVersion: result.published_version,
        isEnabled: result.enabled,
      });
      return result;
    },
    setEnabled: async (isEnabled) => {
      const changed = await calls.setEnabled(flow.id, isEnabled);
      state.setState({ isEnabled: changed.enabled });
    },
  };
}
