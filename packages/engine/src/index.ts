export { attributeView } from './attribute-view.ts';
export { FlowCompileError } from './compile-error.ts';
export type { FlowFaultPlace } from './compile-error.ts';
export { compileFlow } from './compile.ts';
export type {
  BoundFlow,
  CompiledFlow,
  EngineInput,
  MessageInput,
  NodeCatalogue,
  NodeFault,
  NodeStateChange,
  OutcomeInput,
  StepEnvironment,
  StepResult,
  SweepInput,
  Sweeper,
  TimerChange,
  TimerInput,
  Surroundings,
  Visit,
  WrittenAttribute,
  WrittenAttributes,
} from './contract.ts';
export { sortPacket } from './packet.ts';
export { createProgram } from './program.ts';
export type { Program } from './program.ts';
export { SnapshotError, restoreSource, snapshotSource } from './snapshot.ts';
export type { TailRecord } from './snapshot.ts';
export { createSource, lastKnown, latestAttributes } from './source-state.ts';
export type { SourceState } from './source-state.ts';
export { step } from './step.ts';
export { stepTraced } from './trace/step-traced.ts';
export type { TracedStep } from './trace/step-traced.ts';
export { classify, createWatermark, isBehind } from './timeliness.ts';
export type { RecordIdentity, Watermark } from './timeliness.ts';
