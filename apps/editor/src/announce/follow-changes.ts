import type { StoreApi } from 'zustand/vanilla';
import type { FlowProblems } from '../canvas/flow-problems.ts';
import type { SaveState } from '../pages/save-state.ts';
import { browserTimer } from '../timer.ts';
import { followProblems } from './follow-problems.ts';
import { followSaving } from './follow-saving.ts';
import type { MessageStore } from './messages.ts';

interface Followed {
  readonly problems: StoreApi<FlowProblems>;
  readonly saving: StoreApi<SaveState>;
  readonly messages: MessageStore;
}

/**
 * Announces what changes without being done by somebody.
 * @returns ends it
 */
export function followChanges({ problems, saving, messages }: Followed): () => void {
  const stops = [followProblems(problems, messages, browserTimer), followSaving(saving, messages)];
  return () => {
    for (const stop of stops) stop();
  };
}
