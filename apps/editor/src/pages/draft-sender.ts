import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { FlowDetail } from '@signalbox/api';
import { mergeFlows, stringifyFlow } from '@signalbox/flow';
import type { FlowDocument } from '@signalbox/flow';
import { errorText, isMissing, isRefused, isSignedOut, isVersionConflict } from '../api/client.ts';
import { currentStep, isDirty } from '../document/document-store.ts';
import type { DocumentStore } from '../document/document-store.ts';
import { text } from '../text/text.ts';
import type { FlowCalls, SaveState } from './save-state.ts';

/** One save after the other, and what is known of the server's draft. */
export interface DraftSender {
  readonly state: StoreApi<SaveState>;
  /** Sends what is unsaved. True when the server has what is on screen. */
  readonly save: () => Promise<boolean>;
  /** Sends what is on screen on top of a version, dirty or not. */
  readonly send: (baseVersion: number) => Promise<boolean>;
  /** What is on screen was made from another version, of which nothing else is known. */
  readonly startFrom: (version: number) => void;
  /** Takes this as the draft of the server from here on; ends a conflict. */
  readonly settle: (saved: FlowDetail, document: FlowDocument) => void;
  /** Somebody else's draft stands on the server. */
  readonly meet: (theirs: FlowDetail) => void;
  /** Notes what a call failed with; a flow that is missing stays gone. */
  fail(error: unknown): void;
}

type SavingCalls = Pick<FlowCalls, 'load' | 'save'>;

export function createDraftSender(
  flow: FlowDetail,
  documents: DocumentStore,
  calls: SavingCalls,
): DraftSender {
  const state = createStore(() => initialState(flow));
  let running: Promise<boolean> | null = null;
  /** The document as of `version`. */
  let base: FlowDocument | null = flow.document;
  /** The document of the last attempt: an answer that was lost may have left it on the server. */
  let sent: FlowDocument | null = null;

  function settle(saved: FlowDetail, document: FlowDocument): void {
    base = document;
    state.setState(savedAs(saved));
  }

  function meet(theirs: FlowDetail): void {
    state.setState(conflictWith(theirs, base, documents.state.getState().document));
  }

  async function attempt(baseVersion: number): Promise<boolean> {
    const before = documents.state.getState();
    documents.seal();
    state.setState({ phase: 'saving', reason: null });
    const lost = sent;
    sent = before.document;
    try {
      const answer = await saveOver(calls, { id: flow.id, document: before.document, baseVersion, lost });
      if ('theirs' in answer) meet(answer.theirs);
      if (!('saved' in answer)) return false;
      documents.markSaved(currentStep(before));
      settle(answer.saved, before.document);
      sent = null;
      return true;
    } catch (error) {
      state.setState(failedWith(error));
      return false;
    }
  }

  async function send(baseVersion: number): Promise<boolean> {
    running ??= attempt(baseVersion).finally(() => {
      running = null;
    });
    return running;
  }

  return {
    state,
    send,
    settle,
    meet,
    fail: (error) => state.setState(failedWith(error)),
    save: async () => {
      if (running !== null) await running;
      if (state.getState().phase === 'conflict' || state.getState().isGone) return false;
      if (!isDirty(documents.state.getState())) return true;
      return send(state.getState().version);
    },
    startFrom: (version) => {
      if (version === state.getState().version) return;
      base = null;
      state.setState({ version });
    },
  };
}

function savedAs({ version, published_version: publishedVersion }: FlowDetail): Partial<SaveState> {
  return { phase: 'idle', reason: null, conflict: null, version, publishedVersion };
}

function failedWith(error: unknown): Partial<SaveState> {
  const reason = reasonOf(error);
  return { phase: 'failed', reason, isRefused: isRefused(error), isGone: isMissing(error) };
}

function reasonOf(error: unknown): string {
  if (isMissing(error)) return text.versions.deleted.reason;
  return isSignedOut(error) ? text.versions.signedOut : errorText(error);
}

function conflictWith(theirs: FlowDetail, base: FlowDocument | null, mine: FlowDocument): Partial<SaveState> {
  const merged = base === null ? null : mergeFlows(base, mine, theirs.document);
  return { phase: 'conflict', reason: null, conflict: { theirs, base, merged } };
}

function initialState(flow: FlowDetail): SaveState {
  return {
    phase: 'idle',
    reason: null,
    isRefused: false,
    isGone: false,
    conflict: null,
    version: flow.version,
    publishedVersion: flow.published_version,
    isEnabled: flow.enabled,
  };
}

interface Attempt {
  readonly id: number;
  readonly document: FlowDocument;
  readonly baseVersion: number;
  /** What was sent before without an answer. */
  readonly lost: FlowDocument | null;
}

/** Saves; over what we sent ourselves without hearing of it as well, but not over somebody else's draft. */
async function saveOver(
  calls: SavingCalls,
  { id, document, baseVersion, lost }: Attempt,
): Promise<{ readonly saved: FlowDetail } | { readonly theirs: FlowDetail }> {
  try {
    return { saved: await calls.save(id, document, baseVersion) };
  } catch (error) {
    if (!isVersionConflict(error)) throw error;
  }
  const theirs = await calls.load(id);
  const isOurs = lost !== null && theirs.version === baseVersion + 1 && isSameDraft(theirs.document, lost);
  return isOurs ? { saved: await calls.save(id, document, theirs.version) } : { theirs };
}

/** The server keeps the switch by itself: it is no part of what is saved. */
function isSameDraft(a: FlowDocument, b: FlowDocument): boolean {
  return stringifyFlow({ ...a, enabled: false }) === stringifyFlow({ ...b, enabled: false });
}
