/**
 * What a flow asks for. Effects are plain data: nodes emit them, the engine names them,
 * the delivery machine sees them through.
 */

/** A wanted state of the device. A newer one for the same output replaces an older queued one. */
export type LevelCommand =
  | { readonly type: 'set_output'; readonly output: number; readonly value: boolean }
  | { readonly type: 'set_outputs'; readonly values: readonly boolean[] }
  | { readonly type: 'set_led'; readonly value: boolean };

/** A one-off text. Sent at most once unless `reliable`. */
export interface PulseCommand {
  readonly type: 'raw';
  readonly command: string;
  readonly reliable: boolean;
}

export type Command = LevelCommand | PulseCommand;

/** How a value is escaped for the place in a template that it stands in. */
export type TemplateEscape = 'json_value' | 'json_text' | 'url_path' | 'url_query' | 'header' | 'text';

/**
 * Where a secret is put in when the request is sent. The text holds `{{secret.NAME}}` there and keeps
 * it: the value is in no stored request. A place and not a search, for a device's value may read so too.
 */
export interface SecretPlace {
  readonly name: string;
  /** A number: the value of that header. */
  readonly part: 'url' | 'body' | number;
  /** Where its tag begins, in UTF-16 units. */
  readonly at: number;
  readonly escape: TemplateEscape;
}

export interface WebhookRequest {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'GET' | 'DELETE';
  readonly url: string;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly body: string | null;
  readonly timeoutMs: number;
  /** Ordered by part and place; absent when there are none. */
  readonly secrets?: readonly SecretPlace[];
  /** Name of the secret that signs each attempt (Standard Webhooks); absent: not signed. */
  readonly sign?: string;
  /** A body of more than a kilobyte goes compressed; absent: as it is. */
  readonly gzip?: boolean;
}

/** How often and how far apart a delivery is tried. Times in seconds, fractions allowed. */
export interface RetryPolicy {
  readonly max_attempts: number;
  readonly first_delay_s: number;
  readonly factor: number;
  readonly max_delay_s: number;
  readonly jitter: boolean;
}

interface EffectPolicy {
  readonly retry: RetryPolicy;
  /** Server time from the decision until the delivery expires. */
  readonly ttlMs: number;
}

/** A command to one device. */
export interface CommandEffect extends EffectPolicy {
  readonly kind: 'command';
  readonly targetSourceId: number;
  readonly command: Command;
  /** Formula that must be true on fresh data when the command is sent; `null` for none. */
  readonly guard: string | null;
  /** Do not send what the device already reports, nor what is already under way. */
  readonly skipIfAlready: boolean;
}

/** An HTTP request whose text was rendered when the flow decided. */
export interface WebhookEffect extends EffectPolicy {
  readonly kind: 'webhook';
  readonly request: WebhookRequest;
}

/** What a node emits. */
export type EffectRequest = CommandEffect | WebhookEffect;

/** Where an effect comes from. */
export interface EffectOrigin {
  readonly flowId: number;
  readonly flowVersion: number;
  readonly nodeId: number;
  /** The source whose message, timer or outcome made the node run. */
  readonly sourceId: number;
}

/**
 * An effect with its name. The id is derived from the origin, the input's identity and an
 * ordinal, so replaying an input after a crash names the same effects.
 */
export type Effect = EffectRequest & { readonly id: string; readonly origin: EffectOrigin };

const OPEN_STATES = [
  'queued',
  'waiting_for_device',
  'guarded',
  'sending',
  'awaiting_reply',
  'confirming',
  'backing_off',
] as const;

/** States that a delivery never leaves (design, section 6). */
export const END_STATES = [
  'confirmed',
  'delivered',
  'rejected',
  'exhausted',
  'expired',
  'superseded',
  'cancelled',
  'unconfirmed',
  'unknown',
] as const;

/** Where a delivery can stand (design, section 6). */
export const DELIVERY_STATES = [...OPEN_STATES, ...END_STATES] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
