/**
 * The sentences that reasons of deliveries are made of. `{}` stands for words of the case, `{+}` for
 * the reason before it. Reasons are stored as text and read back by these sentences, so a sentence that
 * changes leaves those of older deliveries unread: they are then shown as they were written.
 */
export const DELIVERY_REASONS = {
  guard_no_value: 'The guard has no value',
  guard_no_value_of: 'The guard has no value: {}',
  guard_shut: 'The guard is not true',
  guard_shut_by: 'The guard is not true: {}',
  paused_all: 'All device actions are paused by {}',
  paused_device: 'The device is paused by {}',
  paused_flow: 'The flow is paused by {}',
  offline: 'The device is not connected',
  link_lost: 'The link was lost before the device replied',
  link_broke: 'The link broke while the command was being sent',
  broker_refused: 'The broker did not take the command: {}',
  no_reply: 'The device did not reply',
  replied: 'The device replied',
  replied_with: 'The device replied: {}',
  already: 'The device says that it is so already',
  already_with: 'The device says that it is so already: {}',
  deferred: 'The device will do it later',
  deferred_with: 'The device will do it later: {}',
  rejected: 'The device refused',
  rejected_with: 'The device refused: {}',
  unclear: 'Unclear reply',
  unclear_with: 'Unclear reply: {}',
  gave_up_at_once: 'Gave up after 1 attempt. {+}',
  gave_up: 'Gave up after {} attempts. {+}',
  expired: 'The time to live ended. {+}',
  expired_waiting: 'The time to live ended before its turn came',
  expired_unanswered: 'The time to live ended before an answer came',
  not_shown: 'No record has shown the wanted state since the reply',
  not_shown_since: 'No record has shown the wanted state since the reply. {+}',
  superseded: 'Superseded by {}',
  cancelled: 'Cancelled by {}',
  restarted: 'Interrupted by a restart',
  sent_once: 'It was sent once and no reply came: whether the device did it is not known',
  device_gone: 'The device does not exist any more',
  device_blocked: 'The device is blocked',
  came_too_late: 'Its turn came after its time to live',
  url_invalid: 'The URL is not valid',
  url_scheme: 'The URL must begin with http: or https:, not {}',
  url_with_password: 'The URL must not hold a user name or password; use an Authorization header',
  header_name_invalid: 'Header {} is not a header name',
  header_value_invalid: 'Header {} has a character that headers cannot carry',
  signing_key_invalid:
    'The secret that signs is no key of Standard Webhooks: whsec_ followed by 24 to 64 bytes in Base64',
  secret_missing: 'There is no secret {} that can be read; set it in the settings and send this again',
  secrets_misplaced: 'The request was changed after its secrets were placed; it cannot be sent',
  host_busy: 'Many requests to this host are under way already',
  host_dead: 'The host has not answered {} requests in a row; it is left alone for a while',
  answer_late: 'No complete answer within {} s',
  connection_refused: 'Connection refused',
  connection_reset: 'Connection reset',
  connection_closed: 'The connection was closed before the answer was complete',
  connection_late: 'No connection in time',
  name_not_found: 'Host name not found',
  name_not_looked_up: 'Host name could not be looked up',
  host_unreachable: 'Host unreachable',
  network_unreachable: 'Network unreachable',
  certificate_of_other: 'The certificate is for another host name',
  certificate_expired: 'The certificate has expired',
  certificate_self_signed: 'The certificate is not trusted (self-signed)',
  certificate_not_trusted: 'The certificate is not trusted',
  no_tls: 'No secure connection: the host does not speak TLS there',
  not_http: 'The answer is not HTTP',
  wrong_length: 'The answer is not as long as it says',
  long_headers: 'The headers of the answer are too long',
  request_failed: 'The request failed ({})',
  redirected: 'HTTP {}: redirects are not followed, and this one leads to {}; use its address instead',
  // A gap comes first: these are read last.
  address_invalid: '{} is not an IP address',
  address_not_public: '{} is not a public address ({}), and webhooks are not allowed to it',
} as const satisfies Readonly<Record<string, string>>;

export type DeliveryReasonCode = keyof typeof DELIVERY_REASONS;

/** Makes a reason of a sentence and what stands in its gaps, in their order. */
export function deliveryReason(code: DeliveryReasonCode, ...values: readonly string[]): string {
  const [first = '', ...rest] = DELIVERY_REASONS[code].split(GAP);
  return rest.reduce((text, part, index) => text + (values[index] ?? '') + part, first);
}

/** A sentence of a reason; without a code where none of ours fits, as for words of a device. */
export interface DeliveryReasonPart {
  readonly code: string | null;
  readonly values: readonly string[];
}

/** Reads a stored reason back, sentence by sentence. */
export function deliveryReasonParts(reason: string): readonly DeliveryReasonPart[] {
  for (const { code, pattern, isFollowed } of readers()) {
    const values = pattern.exec(reason)?.slice(1);
    if (values === undefined) continue;
    if (!isFollowed) return [{ code, values }];
    return [{ code, values: values.slice(0, -1) }, ...deliveryReasonParts(values.at(-1) ?? '')];
  }
  return [{ code: null, values: [reason] }];
}

const GAP = /\{\+?\}/;

interface Reader {
  readonly code: string;
  readonly pattern: RegExp;
  /** Another reason stands in its last gap. */
  readonly isFollowed: boolean;
}

let made: readonly Reader[] | null = null;

/** Made when the first reason is read. */
function readers(): readonly Reader[] {
  made ??= Object.entries(DELIVERY_REASONS).map(([code, sentence]) => {
    const parts = sentence.split(GAP).map((part) => part.replaceAll(/[.()]/g, String.raw`\$&`));
    return { code, pattern: new RegExp(`^${parts.join('([^]*?)')}$`), isFollowed: sentence.endsWith('{+}') };
  });
  return made;
}
