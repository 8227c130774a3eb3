import type { StoreApi } from 'zustand/vanilla';
import type { FlowProblems } from '../canvas/flow-problems.ts';
import { text } from '../text/text.ts';
import type { Timer } from '../timer.ts';
import type { MessageStore } from './messages.ts';

/** Said when it has been the same for so long, ms: somebody who types is not told of each letter. */
const SETTLED_MS = 1500;

/**
 * Announces how many problems there are when the number has changed and stays.
 * @returns ends it
 */
export function followProblems(
  problems: StoreApi<FlowProblems>,
  messages: Pick<MessageStore, 'announce'>,
  timer: Timer,
): () => void {
  let said = wordsOf(problems.getState());
  let cancel: (() => void) | null = null;

  function say(): void {
    const now = wordsOf(problems.getState());
    if (now !== said) messages.announce(now);
    said = now;
  }

  const stop = problems.subscribe(() => {
    cancel?.();
    cancel = timer(SETTLED_MS, say);
  });
  return () => {
    stop();
    cancel?.();
  };
}

function wordsOf({ list }: FlowProblems): string {
  const errors = list.filter(({ severity }) => severity === 'error').length;
  if (list.length === 0) return text.announce.noProblems;
  return text.announce.problems(text.editor.problemCount(errors, list.length - errors));
}
