import type { FlowDetail, PublishResult } from '@signalbox/api';
import type { FlowDocument } from '@signalbox/flow';

/** What goes with a publication. */
interface Publication {
  /** The version of the draft that is published; another one is a conflict. */
  readonly version: number;
  readonly note: string;
}

/** The calls that saving needs; `api` of the page has them. */
export interface FlowCalls {
  load(id: number): Promise<FlowDetail>;
  save(id: number, document: FlowDocument, baseVersion: number): Promise<FlowDetail>;
  /** Makes a new flow, which is off. */
  create(document: FlowDocument): Promise<FlowDetail>;
  publish(id: number, publication: Publication): Promise<PublishResult>;
  setEnabled(id: number, isEnabled: boolean): Promise<FlowDetail>;
}

/** What somebody else saved meanwhile. */
export interface Conflict {
  readonly theirs: FlowDetail;
  /** What both were made from; `null` when that is not known. */
  readonly base: FlowDocument | null;
  /** Both changes in one, or `null` where they concern the same thing. */
  readonly merged: FlowDocument | null;
}

export interface SaveState {
  readonly phase: 'idle' | 'saving' | 'failed' | 'conflict';
  /** Why the last attempt failed, in words. */
  readonly reason: string | null;
  /** The server has understood and said no: the same again is of no use. */
  readonly isRefused: boolean;
  /** Somebody deleted the flow: nothing can be saved or published here any more. */
  readonly isGone: boolean;
  readonly conflict: Conflict | null;
  /** Version of the draft that our changes are based on. */
  readonly version: number;
  readonly publishedVersion: number | null;
  readonly isEnabled: boolean;
}
