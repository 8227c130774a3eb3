import {
  LimitedLog,
  NGP_LIMITS,
  receiveNgpHttp,
  type NgpHttpProblem,
  type NgpHttpServices,
} from '@signalbox/devices';
import type { Logger } from '@signalbox/runtime';
import type { FastifyInstance, FastifyReply } from 'fastify';

export interface NgpRouteServices extends NgpHttpServices {
  readonly log: Logger;
  /** Called for every packet that was not taken. */
  readonly onRefused: (code: string) => void;
  /** Called for every device that is not registered. */
  readonly onUnknown: (deviceId: string, address: string) => void;
}

/** `POST /ngp/{device_id}` with the device's key as bearer: the same way into the runtime as over MQTT. */
export async function serveNgp(app: FastifyInstance, services: NgpRouteServices): Promise<void> {
  const log = new LimitedLog(services.log, services.clock);
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const parser = { parseAs: 'buffer', bodyLimit: NGP_LIMITS.maxPacketBytes } as const;
    // Devices name all kinds of content types; the body is judged by what it is.
    scope.addContentTypeParser('*', parser, (_request, body, done) => done(null, body));
    scope.post<{ Params: { device_id: string }; Body: Buffer | undefined }>(
      '/ngp/:device_id',
      { config: { access: 'device' } },
      async ({ params, headers, body, ip }, reply) => {
        const deviceId = params.device_id;
        const key = bearerOf(headers.authorization);
        const answer = await receiveNgpHttp({ deviceId, key, body: body ?? '' }, services);
        if (answer.status === 200) return reply.send({ status: 'ok' });
        const { code, reason } = answer.problem;
        services.onRefused(code);
        const claimed = deviceId.slice(0, 64);
        if (code === 'unknown') services.onUnknown(claimed, ip);
        log.warn(
          `${claimed} ${code}`,
          { deviceId: claimed, code, reason },
          'Records over HTTP were not taken',
        );
        return refuse(reply, answer.status, answer.problem);
      },
    );
  });
}

function bearerOf(header: string | undefined): string | null {
  return /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1] ?? null;
}

function refuse(reply: FastifyReply, status: number, { code, reason }: NgpHttpProblem): FastifyReply {
  const title = 'The records were not taken';
  const type = `urn:signalbox:problem:${code}`;
  if (status === 503) reply.header('retry-after', '5');
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type, title, status, code, detail: reason }));
}
