import type { FlowTrace } from '@signalbox/flow';

/** A step of a test that can be shown in full. */
export interface TestedStep {
  /** Place among all steps of the test, from 0. */
  readonly ordinal: number;
  readonly trace: FlowTrace;
}
