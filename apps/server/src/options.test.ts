import { describe, expect, test } from 'vitest';
import { OptionError } from './option-error.ts';
import { readOptions } from './options.ts';

describe('options', () => {
  test('have defaults that bind to this machine', () => {
    expect(readOptions({}, {})).toMatchObject({
      host: '127.0.0.1',
      http: { port: 8080, explicit: false },
      mqtt: { port: 1883, explicit: false },
      apiKey: null,
      webhookAllow: [],
      rateLimit: 50,
      tracesKept: 20,
    });
  });

  test('come from the command line before the environment', () => {
    const env = { SIGNALBOX_PORT: '9000', SIGNALBOX_DATA: '/srv/box', SIGNALBOX_MQTT_PORT: '' };
    expect(readOptions({ port: '0' }, env)).toMatchObject({
      http: { port: 0, explicit: true },
      mqtt: { port: 1883, explicit: false },
      dataDir: '/srv/box',
    });
  });

  test('say how long things are kept', () => {
    const env = { SIGNALBOX_KEEP_HISTORY_DAYS: '14', SIGNALBOX_KEEP_MAX_MB: '500' };
    const day = 86_400_000;
    expect(readOptions({}, env).keep).toEqual({
      historyMs: 14 * day,
      deliveriesMs: 30 * day,
      auditMs: 365 * day,
      quarantineMs: 90 * day,
      tracesMs: 7 * day,
      maxBytes: 500_000_000,
    });
  });

  test('list allowed ranges with commas', () => {
    const { webhookAllow } = readOptions({}, { SIGNALBOX_WEBHOOK_ALLOW: '127.0.0.0/8, ::1/128,' });
    expect(webhookAllow).toEqual(['127.0.0.0/8', '::1/128']);
  });

  test.each([
    [{ SIGNALBOX_PORT: '80a' }, '--port'],
    [{ SIGNALBOX_PORT: '65536' }, '--port'],
    [{ SIGNALBOX_MQTT_PORT: '-1' }, '--mqtt-port'],
    [{ SIGNALBOX_API_KEY: 'short' }, 'SIGNALBOX_API_KEY'],
    [{ SIGNALBOX_API_KEY: `${'x'.repeat(31)} y` }, 'SIGNALBOX_API_KEY'],
    [{ SIGNALBOX_RATE_LIMIT: 'many' }, 'SIGNALBOX_RATE_LIMIT'],
    [{ SIGNALBOX_RATE_LIMIT: '-1' }, 'SIGNALBOX_RATE_LIMIT'],
    [{ SIGNALBOX_KEEP_HISTORY_DAYS: '6' }, 'SIGNALBOX_KEEP_HISTORY_DAYS'],
    [{ SIGNALBOX_KEEP_AUDIT_DAYS: 'long' }, 'SIGNALBOX_KEEP_AUDIT_DAYS'],
    [{ SIGNALBOX_KEEP_MAX_MB: '1' }, 'SIGNALBOX_KEEP_MAX_MB'],
    [{ SIGNALBOX_LOG_LEVEL: 'loud' }, 'SIGNALBOX_LOG_LEVEL'],
    [{ SIGNALBOX_TRACE_KEEP: '0' }, 'SIGNALBOX_TRACE_KEEP'],
    [{ SIGNALBOX_TRACE_DAYS: '0.5' }, 'SIGNALBOX_TRACE_DAYS'],
  ])('of %j are refused by name', (env, name) => {
    expect(() => readOptions({}, env)).toThrow(OptionError);
    expect(() => readOptions({}, env)).toThrow(name);
  });

  test('never repeat a key in their errors', () => {
    expect(() => readOptions({}, { SIGNALBOX_API_KEY: 'short-secret' })).not.toThrow('short-secret');
  });
});
