export { canHoldTogether, findCoveredCases, relateConditions } from './analysis/compare-conditions.ts';
export type { ConditionRelation, CoveredCase } from './analysis/compare-conditions.ts';
export { checkFormula } from './formula/check.ts';
export { compileFormula } from './formula/formula.ts';
export type { Explanation, Formula } from './formula/formula.ts';
export { truthOf } from './formula/semantics.ts';
export type { Truth } from './formula/semantics.ts';
export { geofenceContains } from './geofence-shape.ts';
export type { GeofenceShape } from './geofence-shape.ts';
export { selfMeeting } from './self-meeting.ts';
export { signatureOf } from './formula/inspect.ts';
export { FORMULA_FUNCTIONS } from './functions/table.ts';
export { FUNCTION_GROUPS } from './functions/definition.ts';
export type {
  FunctionDefinition,
  FunctionExample,
  FunctionGroup,
  Parameter,
  ParameterKind,
} from './functions/definition.ts';
export { isTimeZone, wallClock } from './functions/time.ts';
export type { WallClock } from './functions/time.ts';
export type { FaultCode, SourceSentence, SourceWords } from './faults.ts';
export { FormulaError, TemplateError } from './problem.ts';
export type { Problem } from './problem.ts';
export type { Scope, ScopeSample, Value } from './scope.ts';
export { checkTemplate } from './template/check.ts';
export { fillSecrets, secretTag } from './template/fill.ts';
export { fillRequest, requestTexts } from './template/request.ts';
export type { RenderedTemplate, SecretSlot } from './template/fill.ts';
export type { TemplatePlace } from './template/places.ts';
export { compileTemplate, placeSecrets } from './template/template.ts';
export type { Lookup, Template } from './template/template.ts';
export { rowsOf } from './rows/read.ts';
export { ROW_OPERATORS } from './rows/rows.ts';
export type {
  CompareRow,
  GeofenceRow,
  ListRow,
  RangeRow,
  Row,
  RowGroup,
  RowItem,
  RowKind,
  RowNumber,
  RowOperator,
  RowOperatorOf,
  RowText,
  RowValue,
  StateRow,
  TextRow,
} from './rows/rows.ts';
export { ROW_UNITS } from './rows/units.ts';
export type { RowUnitId } from './rows/units.ts';
export { formulaOf } from './rows/write.ts';
