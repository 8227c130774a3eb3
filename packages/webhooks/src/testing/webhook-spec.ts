import type { WebhookSpec } from '@signalbox/delivery';

export const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

export function webhookSpec(
  request: Partial<WebhookSpec['request']>,
  overrides: Partial<WebhookSpec> = {},
): WebhookSpec {
  return {
    kind: 'webhook',
    id: 'd_1',
    origin: null,
    retry: { max_attempts: 5, first_delay_s: 1, factor: 2, max_delay_s: 60, jitter: true },
    createdAt: NOW,
    expiresAt: NOW + 600_000,
    request: {
      method: 'POST',
      url: 'http://example.com/',
      headers: [],
      body: '{}',
      timeoutMs: 5000,
      ...request,
    },
    ...overrides,
  };
}
