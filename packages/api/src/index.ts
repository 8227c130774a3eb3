export {
  ApiError,
  createApiClient,
  type ApiClient,
  type ApiClientOptions,
  type FetchedResponse,
  type FetchLike,
} from './management/client.ts';
export type {
  DeadLetterFilter,
  DeliveryDetail,
  DeliveryItem,
  RequestEdit,
  TimelineEntry,
} from './management/deliveries.ts';
export { MANY_AT_ONCE, MAX_LABEL_LENGTH } from './management/common.ts';
export type { Control, NewControl } from './management/controls.ts';
export type { DeviceCommand } from './management/device-commands.ts';
export type {
  AttributeSample,
  CreatedDevice,
  Device,
  DeviceDetail,
  DevicePatch,
  EngineCutOnWire,
  Model,
  NewDevice,
  TelemetryRecord,
  UnknownDevice,
} from './management/devices.ts';
export { deviceIdSchema } from './management/devices.ts';
export {
  fieldErrorSchema,
  problemBody,
  PROBLEMS,
  problemSchema,
  type FieldError,
  type FlowProblem,
  type ProblemBody,
  type ProblemCode,
} from './management/errors.ts';
export { MAX_TESTED_RECORDS, MAX_TEST_WAIT_S } from './management/flow-tests.ts';
export type {
  FlowTestRequest,
  FlowTestResult,
  TestedActionOnWire,
  TestedStepOnWire,
} from './management/flow-tests.ts';
export {
  flowExportSchema,
  type FlowDetail,
  type FlowExport,
  type FlowSummary,
  type FlowVersion,
  type PublishResult,
} from './management/flows.ts';
export { geofenceShapeSchema, type Geofence, type GeofenceShape } from './management/geofences.ts';
export type { ApiKey } from './management/keys.ts';
export {
  LIVE_EVENTS_PATH,
  liveEventSchema,
  liveEventsQuery,
  type LiveEventPayload,
} from './management/live.ts';
export { createOpenApiDocument } from './management/openapi.ts';
export {
  PLATFORM_RIGHTS,
  rightSchema,
  RIGHTS,
  rightsFor,
  type Access,
  type Right,
} from './management/rights.ts';
export {
  defineRoute,
  type Route,
  type RouteInput,
  type RouteRequest,
  type RouteResponse,
} from './management/route.ts';
export { routes, type Operation, type Routes } from './management/routes.ts';
export type { Secret } from './management/secrets.ts';
export type { ServerInfo, Session } from './management/session.ts';
export { AUDIT_ACTIONS, type AuditAction, type AuditItem } from './management/audit.ts';
export type { QuarantinedItem } from './management/quarantine.ts';
export type { Switches } from './management/switches.ts';
export type { TraceDetail, TraceItem } from './management/traces.ts';
export type { User } from './management/users.ts';
export {
  errorsOf,
  type PlatformCall,
  type PlatformInput,
  type PlatformRequest,
  type PlatformResponse,
  type TrackerChecks,
} from './platform/call.ts';
export { platformCalls, type PlatformCalls, type PlatformPath } from './platform/calls.ts';
export {
  createPlatformClient,
  PlatformError,
  type PlatformClient,
  type PlatformClientOptions,
} from './platform/client.ts';
export {
  PLATFORM_ERRORS,
  platformErrorBody,
  type ParameterFault,
  type PlatformErrorBody,
  type PlatformErrorCode,
} from './platform/errors.ts';
export { createPlatformOpenApiDocument } from './platform/openapi.ts';
export type { CommandOnWire, OutputControlOnWire } from './platform/output-control.ts';
export { readParameters, structuralFault, type RawParameters } from './platform/parameters.ts';
export type { ModelOnWire, TrackerOnWire, TrackerStateOnWire } from './platform/tracker-calls.ts';
export type { ApiKeyOnWire } from './platform/user-calls.ts';
