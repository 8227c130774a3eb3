import { type AttemptFailure, deliveryReason, receiverOf, type WebhookSpec } from '@signalbox/delivery';
import type { ReceiverAdmission, WebhookResult, WebhookSender } from '@signalbox/runtime';
import { Agent } from 'undici';
import { AddressRefused, createAddressGuard } from './address-guard.ts';
import { readAnswerBody } from './answer-body.ts';
import type { HostLookup } from './guarded-connect.ts';
import { guardedConnector, lookupHost } from './guarded-connect.ts';
import { judgeError, judgeStatus } from './judge.ts';
import { OriginGate } from './origin-gate.ts';
import { requestBody } from './request-body.ts';
import { requestHeaders } from './request-headers.ts';
import { withinTime } from './time-limit.ts';

export interface WebhookSenderOptions {
  /** Addresses and CIDR ranges that are allowed although they are not public. */
  readonly allow: readonly string[];
  /** Attempts under way at once, over all hosts. */
  readonly capacity?: number;
  /** Attempts under way at once at one origin (scheme, host, port). */
  readonly perOrigin?: number;
  readonly userAgent: string;
  readonly clock: { now(): number };
  /** How host names are looked up; the system's way when absent. */
  readonly lookup?: HostLookup;
}

const DEFAULT_CAPACITY = 512;
/** One receiver for a whole fleet is the usual case, and some take a second to answer. */
const DEFAULT_PER_ORIGIN = 32;

function failure(retry: AttemptFailure['retry'], reason: string): WebhookResult {
  return { ok: false, failure: { retry, reason } };
}

const TOO_LATE: WebhookResult = {
  ok: false,
  failure: { retry: 'later', reason: deliveryReason('came_too_late'), unattempted: true },
};

/** What goes out, made before a place at the receiver is taken. */
interface Prepared {
  readonly url: URL;
  readonly method: WebhookSpec['request']['method'];
  readonly headers: Record<string, string>;
  readonly body: Buffer | null;
  readonly timeoutMs: number;
}

type Exchange = Omit<Prepared, 'timeoutMs'> & { readonly signal: AbortSignal };

interface Attempt {
  readonly result: WebhookResult;
  /** Whether an HTTP answer came; `null` when the receiver was not asked. */
  readonly answered: boolean | null;
}

function failedBy(error: unknown): Attempt {
  const answered = error instanceof AddressRefused ? null : false;
  return { result: { ok: false, failure: judgeError(error) }, answered };
}

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}

/** The address as one that we send to, or why not. */
function checkUrl(text: string): URL | string {
  const url = URL.parse(text);
  if (url === null) return deliveryReason('url_invalid');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return deliveryReason('url_scheme', url.protocol);
  }
  if (url.username !== '' || url.password !== '') {
    return deliveryReason('url_with_password');
  }
  return url;
}

class HttpWebhookSender implements WebhookSender {
  readonly capacity: number;
  readonly #options: WebhookSenderOptions;
  readonly #perOrigin: number;
  readonly #agent: Agent;
  readonly #gates = new Map<string, OriginGate>();

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
    this.capacity = options.capacity ?? DEFAULT_CAPACITY;
    this.#perOrigin = options.perOrigin ?? DEFAULT_PER_ORIGIN;
    const guard = createAddressGuard(options.allow);
    this.#agent = new Agent({
      connect: guardedConnector(guard, options.lookup ?? lookupHost),
      connections: this.#perOrigin,
      // The attempt's own time limit covers everything.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  async send(spec: WebhookSpec, signingKey: string | null = null): Promise<WebhookResult> {
    const prepared = await this.#prepare(spec, signingKey);
    if ('ok' in prepared) return prepared;
    const receiver = receiverOf(spec.request.url);
    const gate = this.#gateOf(receiver);
    const refused = gate.enter();
    if (refused !== null) return { ok: false, failure: refused };
    const { result, answered } = await this.#attempt(prepared);
    gate.leave(answered);
    if (gate.isIdle) this.#gates.delete(receiver);
    return result;
  }

  admission(receiver: string): ReceiverAdmission {
    return this.#gates.get(receiver)?.admission ?? { places: this.#perOrigin, pausedUntil: null };
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  #gateOf(receiver: string): OriginGate {
    const known = this.#gates.get(receiver);
    if (known !== undefined) return known;
    const gate = new OriginGate(this.#perOrigin, () => this.#options.clock.now());
    this.#gates.set(receiver, gate);
    return gate;
  }

  /** What is wrong with the request itself tells nothing about its receiver. */
  async #prepare(spec: WebhookSpec, signingKey: string | null): Promise<Prepared | WebhookResult> {
    const url = checkUrl(spec.request.url);
    if (typeof url === 'string') return failure('never', url);
    try {
      const { bytes, encoding } = await requestBody(spec.request);
      const now = this.#options.clock.now();
      const { userAgent } = this.#options;
      const built = requestHeaders(spec, { userAgent, now, signingKey, encoding });
      if (!built.ok) return failure('never', built.reason);
      const timeoutMs = Math.min(spec.request.timeoutMs, spec.expiresAt - now);
      if (timeoutMs <= 0) return TOO_LATE;
      return { url, method: spec.request.method, headers: built.headers, body: bytes, timeoutMs };
    } catch (error) {
      return failedBy(error).result;
    }
  }

  /** Never throws. */
  async #attempt({ timeoutMs, ...request }: Prepared): Promise<Attempt> {
    try {
      const result = await withinTime(timeoutMs, (signal) => this.#exchange({ ...request, signal }));
      return { result, answered: true };
    } catch (error) {
      return failedBy(error);
    }
  }

  async #exchange({ url, ...request }: Exchange): Promise<WebhookResult> {
    const answer = await this.#agent.request({
      ...request,
      origin: url.origin,
      path: url.pathname + url.search,
    });
    const text = await readAnswerBody(answer.body, single(answer.headers['content-encoding']));
    const head = {
      status: answer.statusCode,
      location: single(answer.headers['location']),
      retryAfter: single(answer.headers['retry-after']),
    };
    const failed = judgeStatus(head, url, this.#options.clock.now());
    const { status } = head;
    return failed === null
      ? { ok: true, status, body: text }
      : { ok: false, failure: failed, status, body: text };
  }
}

/**
 * Sends webhooks over HTTP and HTTPS (design §6).
 *
 * @throws {Error} when an entry of `allow` is neither an address nor a range
 */
export function createWebhookSender(
  options: WebhookSenderOptions,
): WebhookSender & { close(): Promise<void> } {
  return new HttpWebhookSender(options);
}
