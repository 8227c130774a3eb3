import type { Right } from '@signalbox/api';
import type { Device } from '@signalbox/storage';
import { hashSecret, newSecret } from '../access/secrets.ts';
import { OWNER_KEY, startTestServer, type TestServer } from './test-server.ts';

export interface Answer {
  readonly status: number;
  /** As sent: the order of its fields is part of the contract. */
  readonly text: string;
  readonly body: {
    readonly success?: boolean;
    readonly status?: { readonly code: number; readonly description: string };
    readonly errors?: readonly { readonly parameter: string; readonly error: string }[];
    readonly [field: string]: unknown;
  };
}

/** A server and what an integration does with it: calls of `/v2`. */
export interface PlatformDriver {
  readonly server: TestServer;
  /** As JSON, with the owner's key unless another hash is given; `null` for none. */
  call(path: string, parameters?: object, hash?: string | null): Promise<Answer>;
  request(options: Parameters<TestServer['request']>[0]): Promise<Answer>;
  /** A registered device, online unless told otherwise. */
  device(model?: string, options?: { readonly online?: boolean }): Device;
  /** The device's answer to the last command, durable when it resolves. */
  reply(device: Device, status: 'done' | 'rejected'): Promise<void>;
  /** Hash of a session of a new sub-user. */
  subUser(...rights: readonly Right[]): string;
  /** Hash of a session of the owner. */
  ownerSession(): string;
}

export async function startPlatform(options: { readonly rateLimit?: number } = {}): Promise<PlatformDriver> {
  const server = await startTestServer(options);
  const { users, sessions } = server.storage.access;
  let made = 0;

  async function request(inject: Parameters<TestServer['request']>[0]): Promise<Answer> {
    const response = await server.request(inject);
    return { status: response.statusCode, text: response.body, body: response.json() };
  }

  function openSession(userId: number): string {
    const token = newSecret();
    sessions.create({ tokenHash: hashSecret(token), userId });
    return token;
  }

  return {
    server,
    request,
    call: (path, parameters = {}, hash = OWNER_KEY) =>
      request({
        method: 'POST',
        url: `/v2/${path}`,
        payload: hash === null ? parameters : { hash, ...parameters },
      }),
    device(model = 'ngp_generic', { online = true } = {}) {
      made += 1;
      const device = server.storage.devices.create({
        label: `Van ${made}`,
        deviceId: `van-${made}`,
        model,
        keyHash: 'none',
      });
      if (online) server.online.add(device.source.id);
      return device;
    },
    async reply(device, status) {
      const deliveryId = server.sent.at(-1)?.id ?? '';
      server.runtime.ingress.replied(device.source.id, { deliveryId, status, text: null });
      await new Promise((resolve) => setImmediate(resolve));
    },
    subUser(...rights) {
      made += 1;
      const user = users.create({ login: `user-${made}`, passwordHash: null, role: 'user', rights });
      return openSession(user.id);
    },
    ownerSession: () => openSession(users.list()[0]?.id ?? 0),
  };
}

/** The code of an error answer; `null` for a success. */
export function codeOf({ body }: Answer): number | null {
  return body.status?.code ?? null;
}
