import type { FlowDocument, PublishedFlow } from '@signalbox/flow';

export interface FlowRecord {
  readonly id: number;
  /** Counts saved drafts from 1. */
  readonly revision: number;
  /** The draft. Its `enabled` is the flow's. */
  readonly document: FlowDocument;
  readonly enabled: boolean;
  readonly publishedVersion: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When the draft was saved; unlike `updatedAt`, not when the flow was switched or published. */
  readonly savedAt: number;
  /** Who saved the draft; `null` when that was not noted. */
  readonly savedBy: string | null;
}

/** A flow as lists show it. */
export interface FlowSummary extends Omit<FlowRecord, 'document'> {
  readonly title: string;
  readonly description: string;
  readonly nodeCount: number;
  /** Sources that its published version is paused for. */
  readonly pausedSources: number;
}

/** A source that a flow is paused for: it asked for too much within a minute. */
export interface PausedSource {
  readonly sourceId: number;
  /** Unix ms. */
  readonly since: number;
  /** Effects dropped since then. */
  readonly dropped: number;
}

export interface FlowVersion {
  readonly version: number;
  readonly publishedAt: number;
  /** `null` when that was not noted. */
  readonly publishedBy: string | null;
  readonly note: string | null;
}

/** A version as it was published, with what is known of its publication. */
export interface FlowVersionRecord extends FlowVersion, PublishedFlow {
  readonly version: number;
}
