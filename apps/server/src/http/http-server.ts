import { createOpenApiDocument } from '@signalbox/api';
import fastifyCookie from '@fastify/cookie';
import type { Logger } from '@signalbox/runtime';
import Fastify, { type FastifyInstance } from 'fastify';
import { createHandlers } from '../api/handlers.ts';
import type { ApiServices } from '../api/services.ts';
import { storageProblem } from '../api/storage-problem.ts';
import type { NgpHttpServices } from '@signalbox/devices';
import { serveEvents } from '../live/event-stream.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { ServerMetrics } from '../metrics.ts';
import { servePlatform } from '../platform/serve-platform.ts';
import { bindRoutes } from './bind-routes.ts';
import { readBodies } from './body.ts';
import type { Credentials } from './caller.ts';
import { guardDoors } from './doors.ts';
import { type Readiness, serveHealth } from './health.ts';
import { serveNgp } from './ngp.ts';
import { answerErrors, answerFrameworkError } from './problem.ts';
import { RateLimit } from './rate-limit.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { sendPage, serveEditor, wantsPage } from './static-editor.ts';

/** The largest flow document that the schema allows fits. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** A slow sender is cut off; answers and event streams may take as long as they like. */
const REQUEST_TIMEOUT_MS = 30_000;

export interface HttpDependencies {
  readonly services: ApiServices;
  readonly credentials: Credentials;
  readonly hub: LiveHub;
  readonly metrics: ServerMetrics;
  /** How records come in by HTTP. */
  readonly devices: Pick<NgpHttpServices, 'directory' | 'ingress'>;
  readonly readiness: Readiness;
  readonly log: Logger;
  /** Requests per second and user; 0 for no limit. */
  readonly rateLimit: number;
  /** The editor's `dist`; it need not exist. */
  readonly editorDirectory: string;
}

/**
 * Everything that speaks HTTP, not yet listening: the management API, live events, health, the
 * editor's files.
 */
export async function createHttpServer(dependencies: HttpDependencies): Promise<FastifyInstance> {
  const { services, credentials, devices, hub, log, metrics, readiness, editorDirectory } = dependencies;
  const { clock } = services;
  const app = Fastify({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: 1024 },
    frameworkErrors: answerFrameworkError,
  });
  readBodies(app);
  addSecurityHeaders(app);
  await app.register(fastifyCookie);
  answerErrors(app, log, {
    translate: storageProblem,
    onProblem: (code) => metrics.countProblem(code),
    page: { wanted: wantsPage, send: (reply) => sendPage(reply, editorDirectory) },
  });
  const rateLimit = new RateLimit(dependencies.rateLimit, () => clock.now());
  guardDoors(app, { credentials, rateLimit });
  serveHealth(app, { readiness, metrics: metrics.registry });
  bindRoutes(app, createHandlers(services));
  serveOpenApi(app, services.server.version);
  const onError = (code: number): void => metrics.countProblem(`platform_${code}`);
  await servePlatform(app, { services, credentials, rateLimit, log, onError });
  serveEvents(app, { hub, clock, credentials });
  await serveNgp(app, {
    ...devices,
    clock,
    log,
    onRefused: (code) => metrics.countRefusedPacket(code),
    onUnknown: (deviceId, address) => services.unknownDevices.note(deviceId, address),
  });
  await serveEditor(app, editorDirectory);
  return app;
}

function serveOpenApi(app: FastifyInstance, version: string): void {
  const document = createOpenApiDocument(version);
  app.get('/api/openapi.json', { config: { access: 'signed_in' } }, () => document);
}
