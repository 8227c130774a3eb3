export {
  ApiError,
  createApiClient,
  type ApiClient,
  type ApiClientOptions,
  type FetchedResponse,
  type FetchLike,
} from './management/client.ts';
export { DELIVERY_STATE_NAMES, type DeliveryDetail, type DeliveryItem } from './management/deliveries.ts';
export type {
  AttributeSample,
  CreatedDevice,
  Device,
  DeviceDetail,
  Model,
  TelemetryRecord,
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
export {
  flowExportSchema,
  type FlowDetail,
  type FlowExport,
  type FlowSummary,
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
export { rightSchema, RIGHTS, type Access, type Right } from './management/rights.ts';
export {
  defineRoute,
  type Route,
  type RouteInput,
  type RouteRequest,
  type RouteResponse,
} from './management/route.ts';
export { routes, type Operation, type Routes } from './management/routes.ts';
export type { ServerInfo, Session } from './management/session.ts';
