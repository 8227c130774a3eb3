export type { Scope, ScopeSample, Value } from './scope.ts';
