import { deliveryReason } from '@signalbox/delivery';
import type { WebhookSpec } from '@signalbox/delivery';
import { fillRequest } from '@signalbox/expression';
import type { SecretVault } from './ports.ts';

/** A request that is ready to go out, and what must not come back from it. */
export interface ReadyWebhook {
  readonly spec: WebhookSpec;
  /** The secret that signs it; `null` when it is not signed. */
  readonly signingKey: string | null;
  /** A text without the values of the secrets that went out with it, however they were escaped. */
  readonly hide: (text: string) => string;
}

/**
 * Puts secrets in their places (design §6). What comes out is for one attempt and is stored nowhere, so
 * that a secret that was replaced counts from the next attempt on.
 *
 * @returns why it cannot go out, in words for people, instead
 */
export function readyWebhook(spec: WebhookSpec, vault: SecretVault): ReadyWebhook | string {
  const { secrets = [], sign, ...plain } = spec.request;
  if (secrets.length === 0 && sign === undefined) return { spec, signingKey: null, hide: (text) => text };
  const values = new Map<string, string>();
  for (const name of [...secrets.map((slot) => slot.name), ...(sign === undefined ? [] : [sign])]) {
    const value = vault.get(name);
    if (value === undefined) {
      return deliveryReason('secret_missing', name);
    }
    values.set(name, value);
  }
  const filled = fillRequest({ ...plain, secrets }, (name) => values.get(name) ?? '');
  if (filled === null) return deliveryReason('secrets_misplaced');
  return {
    spec: { ...spec, request: { ...plain, ...filled } },
    signingKey: sign === undefined ? null : (values.get(sign) ?? null),
    hide: hider(values),
  };
}

function hider(values: ReadonlyMap<string, string>): (text: string) => string {
  const needles = [...values].flatMap(([name, value]) =>
    [...spellings(value)].map((needle) => ({ needle, shown: `[secret ${name}]` })),
  );
  // The longest first: one spelling may hold another.
  needles.sort((a, b) => b.needle.length - a.needle.length);
  return (text) => needles.reduce((hidden, { needle, shown }) => hidden.replaceAll(needle, shown), text);
}

/** As it is, as in JSON and as in a URL. */
function spellings(value: string): ReadonlySet<string> {
  const url = encodeURIComponent(value.toWellFormed());
  const spelled = [value, JSON.stringify(value).slice(1, -1), url, url.replaceAll('%20', '+')];
  return new Set(spelled.filter((text) => text !== ''));
}
