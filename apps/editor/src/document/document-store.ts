import type { FlowDocument } from '@signalbox/flow';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Command } from './commands.ts';
import { EMPTY_HISTORY, mergeStep, pushStep, stepBack, stepForward } from './history.ts';
import type { History } from './history.ts';
import { applyAll } from './operations.ts';

export interface DocumentState {
  readonly document: FlowDocument;
  readonly history: History;
  /** Id of the step that the saved document ends with; 0 is the document as it was opened. */
  readonly savedStep: number;
  readonly readOnly: boolean;
}

/**
 * The truth about the flow on screen. Every change goes through `run`; it is synchronous, and
 * it can be taken back. Nothing else writes the document.
 */
export interface DocumentStore {
  readonly state: StoreApi<DocumentState>;
  /** Does nothing when the command changes nothing or the document is read-only. */
  run(command: Command): void;
  /** Takes back the newest step and gives its label; `null` when there is none. */
  undo(): string | null;
  redo(): string | null;
  /** Ends a run of typing, so that the next change is a step of its own. */
  readonly seal: () => void;
  /** Starts over with another document: no history, nothing unsaved. */
  open(document: FlowDocument): void;
  /** Remembers the document that was sent to the server as the saved one. */
  markSaved(step: number): void;
}

/** The step that the document on screen ends with. */
export function currentStep(state: DocumentState): number {
  return state.history.past.at(-1)?.id ?? state.history.base;
}

export function isDirty(state: DocumentState): boolean {
  return currentStep(state) !== state.savedStep;
}

export function createDocumentStore(initial: FlowDocument, readOnly = false): DocumentStore {
  const state = createStore<DocumentState>(() => ({
    document: initial,
    history: EMPTY_HISTORY,
    savedStep: 0,
    readOnly,
  }));
  let nextStep = 1;
  let isSealed = true;

  function run(command: Command): void {
    const { document, history, readOnly } = state.getState();
    const operations = readOnly ? [] : command.plan(document);
    if (operations.length === 0) return;
    const applied = applyAll(document, operations);
    const step = {
      id: nextStep++,
      label: command.label,
      redo: operations,
      undo: applied.inverse,
      coalesceKey: command.coalesceKey ?? null,
    };
    const merges =
      !isSealed && step.coalesceKey !== null && history.past.at(-1)?.coalesceKey === step.coalesceKey;
    isSealed = false;
    state.setState({
      document: applied.document,
      history: merges ? mergeStep(history, step) : pushStep(history, step),
    });
  }

  function travel(direction: 'undo' | 'redo'): string | null {
    const { document, history, readOnly } = state.getState();
    const move = direction === 'undo' ? stepBack(history) : stepForward(history);
    if (move === null || readOnly) return null;
    isSealed = true;
    const applied = applyAll(document, move.step[direction]);
    state.setState({ document: applied.document, history: move.history });
    return move.step.label;
  }

  return {
    state,
    run,
    undo: () => travel('undo'),
    redo: () => travel('redo'),
    seal: () => {
      isSealed = true;
    },
    open: (document) => {
      isSealed = true;
      state.setState({ document, history: EMPTY_HISTORY, savedStep: 0 });
    },
    markSaved: (step) => {
      isSealed = true;
      state.setState({ savedStep: step });
    },
  };
}
