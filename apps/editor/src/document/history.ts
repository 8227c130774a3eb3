import type { Operation } from './operations.ts';

/** Older steps fall off the end. */
export const HISTORY_LIMIT = 200;

/** One gesture of the user. */
export interface HistoryStep {
  /** Unique within the editing session; tells whether the document is the saved one. */
  readonly id: number;
  /** What the step did, in the user's words: "Move 3 nodes". */
  readonly label: string;
  readonly redo: readonly Operation[];
  readonly undo: readonly Operation[];
  /** Steps with the same key that follow each other without a pause are one step. */
  readonly coalesceKey: string | null;
}

export interface History {
  readonly past: readonly HistoryStep[];
  readonly future: readonly HistoryStep[];
  /** Id of the newest step that fell off the end; 0 while none has. */
  readonly base: number;
}

export const EMPTY_HISTORY: History = { past: [], future: [], base: 0 };

/** Adds a step; what was undone is forgotten. */
export function pushStep(history: History, step: HistoryStep): History {
  const past = [...history.past, step];
  const dropped = past.length > HISTORY_LIMIT ? past.shift() : undefined;
  return { past, future: [], base: dropped?.id ?? history.base };
}

/**
 * Makes the newest step also cover `step`. Where both only put the same things anew, the later
 * operations stand for both; else one follows the other.
 */
export function mergeStep(history: History, step: HistoryStep): History {
  const newest = history.past.at(-1);
  if (newest === undefined) return pushStep(history, step);
  const overwrites = [...newest.redo, ...step.redo].every(isPut);
  const redo = overwrites ? step.redo : [...newest.redo, ...step.redo];
  const undo = overwrites ? newest.undo : [...step.undo, ...newest.undo];
  const merged: HistoryStep = { ...step, redo, undo };
  return { ...history, past: [...history.past.slice(0, -1), merged], future: [] };
}

function isPut({ kind }: Operation): boolean {
  return kind === 'put_nodes' || kind === 'put_head';
}

/** Moves the newest step to the future; `null` when there is none. */
export function stepBack(history: History): { readonly step: HistoryStep; readonly history: History } | null {
  const step = history.past.at(-1);
  if (step === undefined) return null;
  const past = history.past.slice(0, -1);
  return { step, history: { ...history, past, future: [step, ...history.future] } };
}

/** Moves the next undone step back to the past; `null` when there is none. */
export function stepForward(
  history: History,
): { readonly step: HistoryStep; readonly history: History } | null {
  const step = history.future[0];
  if (step === undefined) return null;
  const past = [...history.past, step];
  return { step, history: { ...history, past, future: history.future.slice(1) } };
}
