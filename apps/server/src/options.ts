import { DEFAULT_TRACES_KEPT, readRetention, type RetentionLimits } from '@signalbox/storage';
import { parseSecretKey } from './access/secret-key.ts';
import type { PortOption } from './listen.ts';
import { OptionError } from './option-error.ts';

/** Everything that is set from outside, checked. */
export interface ServerOptions {
  readonly host: string;
  readonly http: PortOption;
  readonly mqtt: PortOption;
  /** Folder of the database. */
  readonly dataDir: string;
  /** CIDR ranges inside private networks that webhooks may reach. */
  readonly webhookAllow: readonly string[];
  /** Seals the secrets; `null` to keep one in the data folder. */
  readonly secretKey: Buffer | null;
  /** The owner's key for scripts; `null` for none. */
  readonly apiKey: string | null;
  /** Requests per second and user; 0 for no limit. */
  readonly rateLimit: number;
  readonly logLevel: string;
  /** How long history, deliveries, audit log, quarantine and traces are kept. */
  readonly keep: RetentionLimits;
  /** How many traces are kept of each flow, source and outcome. */
  readonly tracesKept: number;
  /** With a simulated fleet and sample flows. */
  readonly demo: boolean;
}

/** Command line options, by their long names. What is absent comes from the environment or the default. */
export interface CommandLineOptions {
  readonly port?: string | undefined;
  readonly host?: string | undefined;
  readonly data?: string | undefined;
  readonly mqttPort?: string | undefined;
  readonly demo?: boolean | undefined;
}

const DEFAULTS = {
  host: '127.0.0.1',
  port: 8080,
  mqttPort: 1883,
  data: 'signalbox-data',
  rateLimit: 50,
} as const;

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'];

/**
 * Reads the options: command line before environment before default (design §7).
 * @throws {OptionError}
 */
export function readOptions(
  flags: CommandLineOptions,
  env: Readonly<Record<string, string | undefined>>,
): ServerOptions {
  return {
    host: flags.host ?? setting(env, 'SIGNALBOX_HOST') ?? DEFAULTS.host,
    http: readPort('--port', flags.port ?? setting(env, 'SIGNALBOX_PORT'), DEFAULTS.port),
    mqtt: readPort('--mqtt-port', flags.mqttPort ?? setting(env, 'SIGNALBOX_MQTT_PORT'), DEFAULTS.mqttPort),
    dataDir: flags.data ?? setting(env, 'SIGNALBOX_DATA') ?? DEFAULTS.data,
    webhookAllow: readList(setting(env, 'SIGNALBOX_WEBHOOK_ALLOW')),
    secretKey: readSecretKey(setting(env, 'SIGNALBOX_SECRET_KEY')),
    apiKey: readApiKey(setting(env, 'SIGNALBOX_API_KEY')),
    rateLimit: readRate(setting(env, 'SIGNALBOX_RATE_LIMIT')),
    keep: readKeep(env),
    tracesKept: readCount(env, 'SIGNALBOX_TRACE_KEEP', DEFAULT_TRACES_KEPT),
    logLevel: readLogLevel(setting(env, 'SIGNALBOX_LOG_LEVEL')),
    demo: flags.demo ?? readSwitch(setting(env, 'SIGNALBOX_DEMO')),
  };
}

/** An empty variable counts as none, as `VAR= command` sets it. */
function setting(env: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

function readKeep(env: Readonly<Record<string, string | undefined>>): RetentionLimits {
  try {
    return readRetention((name) => setting(env, name));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new OptionError(error.message, { cause: error });
  }
}

function readPort(name: string, text: string | undefined, fallback: number): PortOption {
  if (text === undefined) return { port: fallback, explicit: false };
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new OptionError(`${name} is "${text}"; give a port from 0 to 65535.`);
  return { port, explicit: true };
}

function readList(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function readSecretKey(text: string | undefined): Buffer | null {
  if (text === undefined) return null;
  const key = parseSecretKey(text);
  if (key !== null) return key;
  throw new OptionError(
    'SIGNALBOX_SECRET_KEY must be 32 bytes in Base64 or hex; make one with: openssl rand -base64 32',
  );
}

function readApiKey(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!/^[\x21-\x7e]{32,200}$/.test(text)) {
    throw new OptionError('SIGNALBOX_API_KEY must have at least 32 characters, no spaces among them.');
  }
  return text;
}

function readRate(text: string | undefined): number {
  const rate = Number(text ?? DEFAULTS.rateLimit);
  if (!Number.isFinite(rate) || rate < 0) {
    throw new OptionError(`SIGNALBOX_RATE_LIMIT is "${text}"; give requests per second, 0 for no limit.`);
  }
  return rate;
}

function readCount(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  fallback: number,
): number {
  const text = setting(env, name);
  if (text === undefined) return fallback;
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new OptionError(`${name} is "${text}"; give a number from 1 to 9999.`);
  return Number(text);
}

function readSwitch(text: string | undefined): boolean {
  if (text === undefined || text === '0' || text === 'false') return false;
  if (text === '1' || text === 'true') return true;
  throw new OptionError(`SIGNALBOX_DEMO is "${text}"; give 1 or 0.`);
}

function readLogLevel(text: string | undefined): string {
  const level = text ?? 'info';
  if (LOG_LEVELS.includes(level)) return level;
  throw new OptionError(`SIGNALBOX_LOG_LEVEL is "${level}"; give one of ${LOG_LEVELS.join(', ')}.`);
}
