export { attributeNameSchema } from './attribute-name.ts';
export { canonicalFlow, exportFlow, stringifyFlow } from './canonical.ts';
export { checkFlow } from './check.ts';
export type { CheckOptions } from './check.ts';
export { checkNode } from './check-node.ts';
export { contentHash, textHash } from './content-hash.ts';
export { diffFlows } from './diff.ts';
export type { FieldChange, FlowDiff, NodeChange } from './diff.ts';
export { withoutDisabled } from './disabled.ts';
export {
  EDGE_TYPES,
  FLOW_SCHEMA_VERSION,
  DEFAULT_MAX_EFFECTS_PER_MIN,
  flowDocumentSchema,
  flowEdgeSchema,
  flowNodeSchema,
} from './document.ts';
export type {
  CasePort,
  EdgeType,
  FlowDocument,
  FlowEdge,
  FlowExport,
  FlowNode,
  PortKey,
  PublishedFlow,
} from './document.ts';
export type {
  Command,
  CommandEffect,
  Effect,
  EffectOrigin,
  EffectRequest,
  LevelCommand,
  PulseCommand,
  RetryPolicy,
  SecretPlace,
  TemplateEscape,
  WebhookEffect,
  WebhookRequest,
} from './effect.ts';
export { FIELD_CONTROLS, fieldMeta, readFieldMeta } from './field-meta.ts';
export type { FieldControl, FieldMeta, FieldTemplatePlace } from './field-meta.ts';
export { describeFields, withDefaults } from './fields.ts';
export type { FieldDescription } from './fields.ts';
export { formatPath, readFaults } from './issue.ts';
export { deliveryReason, deliveryReasonParts } from './delivery-reason.ts';
export type { DeliveryReasonCode } from './delivery-reason.ts';
export type { Fault, IssueWords } from './issue.ts';
export { FORBIDDEN_NAMES } from './json-shape.ts';
export type { JsonValue, Message, Source } from './message.ts';
export type { Names } from './names.ts';
export { NODE_CATEGORIES, NODE_ICONS, defineNode, defineRuntime } from './node.ts';
export type {
  AttributeView,
  Branch,
  ConnectionChange,
  DeliveryOutcome,
  FieldProblem,
  KnownAttributes,
  NextTime,
  NodeCategory,
  DefinedCommand,
  NodeDefinition,
  NodeDefinitions,
  NodeExplain,
  NodeIconName,
  NodeRun,
  NodeRuntime,
  NodeView,
  RecordTimes,
  RunContext,
  Sample,
  SampleMode,
  Switching,
  WebhookAnswer,
} from './node.ts';
export { fieldsOf, withWords } from './node-language.ts';
export type { FaultWords, FieldWords, FieldWordsByPath, NodeWords } from './node-words.ts';
export { mergeFlows } from './merge.ts';
export { importFlow, parseFlow } from './parse.ts';
export type { ParsedFlow } from './parse.ts';
export { casePort, edgeKey, edgeOfPort, portOf, portsOf } from './port.ts';
export { FLOW_PROBLEMS, flowProblem, hasErrors } from './problem.ts';
export type { FlowProblem, FlowProblemCode } from './problem.ts';
export { DEFAULT_RETRY_POLICY, longestPauseS, retryPolicySchema } from './retry-policy.ts';
export { DELIVERY_STATES, type DeliveryState, END_STATES } from './effect.ts';
export { hideBodySecrets, hideUrlSecrets, isPlaceholder, isSecretName, secretNameSchema } from './secrets.ts';
export { STANDARD_ATTRIBUTES } from './standard-attributes.ts';
export {
  DEFAULT_TIMELINESS,
  DEFAULT_TIMELINESS_SETTINGS,
  TIMELINESS,
  limitsOf,
  timelinessSettingsSchema,
} from './timeliness.ts';
export type { Timeliness, TimelinessLimits, TimelinessSettings } from './timeliness.ts';
export { TRACE_OUTCOMES, TRACE_SHAPE, traceBodySchema } from './trace.ts';
export type {
  FlowTrace,
  FormulaFact,
  FormulaPart,
  NodeVisit,
  TraceBody,
  TraceFact,
  TraceInput,
  TraceOutcome,
  UnsentReason,
} from './trace.ts';
