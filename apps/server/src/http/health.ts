import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';

/** Parts that must work before the server is of use, each with whether it does. */
export type Readiness = () => Promise<Readonly<Record<string, boolean>>>;

/** `/healthz` and `/readyz` for supervisors, without a credential; `/metrics` with the right to read it. */
export function serveHealth(
  app: FastifyInstance,
  parts: { readonly readiness: Readiness; readonly metrics: Registry },
): void {
  app.get('/healthz', { config: { access: 'anyone' } }, () => ({ status: 'ok' }));
  app.get('/readyz', { config: { access: 'anyone' } }, async (_request, reply) => {
    const checks = await parts.readiness();
    const ready = Object.values(checks).every(Boolean);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not_ready', checks });
  });
  app.get('/metrics', { config: { access: 'metrics_read' } }, async (_request, reply) =>
    reply.type(parts.metrics.contentType).send(await parts.metrics.metrics()),
  );
}
