import type { FlowTestResult } from '@signalbox/api';
import type { FlowDocument } from '@signalbox/flow';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { TestForm } from './request.ts';

/** What a node's tile shows of a test, ready to be read. */
export interface NodeFigure {
  readonly ran: string;
  readonly words: string;
  /** By port. */
  readonly out: ReadonlyMap<string, { readonly taken: string; readonly words: string }>;
}

export interface TestState {
  /** As it was last typed; `null` before. */
  readonly form: TestForm | null;
  /** Goes up when somebody asks for a run by key. */
  readonly asked: number;
  /** Tests that have ended: tells one result from the next. */
  readonly ended: number;
  readonly result: FlowTestResult | null;
  /** What was tested: the drawing and the form. */
  readonly tested: { readonly document: FlowDocument; readonly form: TestForm } | null;
  /** By node id; `null` while no test is looked at. */
  readonly figures: ReadonlyMap<number, NodeFigure> | null;
}

export type TestStore = StoreApi<TestState>;

export function createTestState(): TestStore {
  return createStore<TestState>(() => ({
    form: null,
    asked: 0,
    ended: 0,
    result: null,
    tested: null,
    figures: null,
  }));
}
