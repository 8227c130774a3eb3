import { parseFlow } from '@signalbox/flow';
import type { FlowDocument } from '@signalbox/flow';
import { z } from 'zod';
import { isDirty } from '../document/document-store.ts';
import type { DocumentStore } from '../document/document-store.ts';
import { DRAFT_COPY } from '../document/draft-copies.ts';

/** Changes that the server does not have, as the tab keeps them. */
export interface DraftCopy {
  /** The version of the draft that they were made from. */
  readonly version: number;
  /** Unix ms. */
  readonly at: number;
  readonly document: FlowDocument;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const copySchema = z.object({ version: z.int(), at: z.number(), document: z.unknown() });

/**
 * The copy of a flow's unsaved changes, or `null`. It lies in the tab's own store: it outlives a reload,
 * but not the tab, for a flow may hold what is not for whoever uses the computer next.
 */
export function readDraftCopy(store: Store, flowId: number): DraftCopy | null {
  try {
    const { document: stored, ...rest } = copySchema.parse(
      JSON.parse(store.getItem(DRAFT_COPY + flowId) ?? ''),
    );
    const { document } = parseFlow(stored);
    return document === undefined ? null : { ...rest, document };
  } catch {
    return null;
  }
}

/** Forgets a flow's copy. */
export function forgetDraftCopy(store: Store, flowId: number): void {
  store.removeItem(DRAFT_COPY + flowId);
}

/**
 * Keeps what is unsaved, and forgets what it kept when the server has it. A copy of before stays until
 * somebody has said what to do with it.
 * @returns writes it now
 */
export function keepDraftCopy(
  store: Store,
  documents: DocumentStore,
  flow: { readonly id: number; version(): number; now(): number },
): () => void {
  let hasWritten = false;
  return () => {
    const state = documents.state.getState();
    if (state.readOnly) return;
    if (!isDirty(state)) {
      if (hasWritten) forgetDraftCopy(store, flow.id);
      hasWritten = false;
      return;
    }
    const copy: DraftCopy = { version: flow.version(), at: flow.now(), document: state.document };
    hasWritten = true;
    try {
      store.setItem(DRAFT_COPY + flow.id, JSON.stringify(copy));
    } catch {
      // The tab's store is full: the page still asks before it is left.
    }
  };
}
