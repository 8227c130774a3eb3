import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { guardDoors } from './doors.ts';
import { RateLimit } from './rate-limit.ts';

describe('guardDoors', () => {
  test('refuses to register a route that does not name its access', () => {
    const app = Fastify();
    const nobody = { byKey: () => undefined, bySession: () => undefined };
    guardDoors(app, { credentials: nobody, rateLimit: new RateLimit(0, () => 0) });

    expect(() => app.get('/open', () => 'hello')).toThrow('The route GET /open does not name its access.');
    expect(() => app.get('/shut', { config: { access: 'flows_read' } }, () => 'hello')).not.toThrow();
  });
});
