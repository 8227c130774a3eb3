import type { FlowTestResult } from '@signalbox/api';
import type { FlowDocument } from '@signalbox/flow';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

/** What a node's tile shows of a test, ready to be read. */
export interface NodeFigure {
  readonly ran: string;
  readonly words: string;
  /** By port. */
  readonly out: ReadonlyMap<string, { readonly taken: string; readonly words: string }>;
}

/** A message by its device and the device's time. */
export interface TestedMoment {
  readonly trackerId: number;
  readonly messageTime: string;
}

export interface TestState {
  readonly isOpen: boolean;
  /** The message that somebody wants to test; it fills the form. */
  readonly moment: TestedMoment | null;
  /** Goes up when somebody asks for a run by key. */
  readonly asked: number;
  /** Tests that have ended: tells one result from the next. */
  readonly ended: number;
  readonly result: FlowTestResult | null;
  /** What was tested. */
  readonly document: FlowDocument | null;
  /** By node id; `null` while no test is looked at. */
  readonly figures: ReadonlyMap<number, NodeFigure> | null;
}

export type TestStore = StoreApi<TestState>;

export function createTestState(): TestStore {
  return createStore<TestState>(() => ({
    isOpen: false,
    moment: null,
    asked: 0,
    ended: 0,
    result: null,
    document: null,
    figures: null,
  }));
}
