import type { DeliverySpec } from './contract.ts';

const AUTHORITY = /^\s*(https?):[\\/]*([^/?#\\\s]*)/i;
const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: ':80', https: ':443' };

/**
 * Scheme, host and port that a URL leads to (RFC 6454 §4), as in `https://example.com`: what queues,
 * pools and circuit breakers of webhooks are kept by (design §6). Two spellings of one host are two.
 *
 * @returns an empty text when the URL names no host
 */
export function receiverOf(url: string): string {
  const [, scheme = '', authority = ''] = AUTHORITY.exec(url) ?? [];
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  if (host === '') return '';
  const name = scheme.toLowerCase();
  const port = DEFAULT_PORTS[name] ?? '';
  return `${name}://${host.endsWith(port) ? host.slice(0, -port.length) : host}`;
}

/** The device a command goes to; the device that a webhook is about, `null` when there is none. */
export function subjectOf(spec: DeliverySpec): number | null {
  return spec.kind === 'command' ? spec.targetSourceId : (spec.origin?.sourceId ?? spec.sourceId ?? null);
}
