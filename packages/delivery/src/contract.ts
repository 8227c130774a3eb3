import type {
  Command,
  DeliveryState,
  EffectOrigin,
  JsonValue,
  RetryPolicy,
  WebhookAnswer,
  WebhookRequest,
} from '@signalbox/flow';

export {
  DELIVERY_STATES,
  deliveryReason,
  END_STATES,
  type DeliveryReasonCode,
  type DeliveryState,
} from '@signalbox/flow';

interface DeliverySpecBase {
  readonly id: string;
  /** `null` when a person or the API asked, not a flow. */
  readonly origin: EffectOrigin | null;
  readonly retry: RetryPolicy;
  /** The output control that a person ran; absent when it is none. */
  readonly controlId?: number;
  /** Server time, Unix ms. */
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface CommandSpec extends DeliverySpecBase {
  readonly kind: 'command';
  readonly targetSourceId: number;
  readonly command: Command;
  readonly guard: string | null;
}

export interface WebhookSpec extends DeliverySpecBase {
  readonly kind: 'webhook';
  readonly request: WebhookRequest;
  /** The device that it is about when a person asked for it; a flow's has it in `origin`. */
  readonly sourceId?: number;
}

/** What is to be delivered; fixed when the delivery is created. */
export type DeliverySpec = CommandSpec | WebhookSpec;

/** How a device answered, classified by its transport. */
export type ReplyStatus = 'done' | 'already' | 'deferred' | 'rejected' | 'unclear';

/** How an attempt to hand something to the outside went wrong. */
export interface AttemptFailure {
  /** `later`: worth another attempt. `never`: it will not work whatever we do. */
  readonly retry: 'later' | 'never';
  readonly reason: string;
  /** Earliest next attempt asked for by the other side (`Retry-After`), ms from now. */
  readonly retryAfterMs?: number;
  /** Nothing went out (an open breaker, a full host): the attempt is not counted. */
  readonly unattempted?: boolean;
  /** The answer of a webhook's receiver, its body as text; absent when none came. */
  readonly response?: { readonly status: number; readonly body: string | null };
}

/** A part of a guard with the value that it had, and what that came from. */
export interface GuardFinding {
  readonly text: string;
  readonly value: JsonValue;
  readonly children: readonly GuardFinding[];
}

/** What a record shows of a wanted state. */
export interface DeliveryProof {
  /** The device's time of the record, Unix ms. */
  readonly messageTime: number;
  readonly attribute: string;
  readonly value: JsonValue;
}

/** What is worth telling of a step beside its state and reason. Kept with the step, never decided on. */
export interface DeliveryNote {
  /** The guards when they decided: the command's own and the device's. */
  readonly guard?: readonly GuardFinding[];
  /** What came back; `status` in the words of the protocol. */
  readonly answer?: { readonly status: string; readonly text: string | null };
  /** When the next attempt is planned, Unix ms. */
  readonly retryAt?: number;
  readonly proof?: DeliveryProof;
}

/** Facts that move a delivery. `at` is server time, Unix ms; `random` is in [0, 1). */
export type DeliveryEvent =
  /** The lane offers to send now: the device's slot or the host's is free. */
  | {
      readonly type: 'offered';
      readonly at: number;
      readonly online: boolean;
      /** The guard on fresh data; `true` when there is none. `null`: no value. */
      readonly guard: boolean | null;
      /** The formula that is not true, for people. */
      readonly shutBy?: string;
      /** Why the guards are as they are; absent when there are none. */
      readonly explained?: readonly GuardFinding[];
    }
  /** People have paused what it belongs to: it waits, and its time to live goes on. */
  | { readonly type: 'held'; readonly at: number; readonly reason: string }
  /** It may be offered again: what held it back may be over. */
  | { readonly type: 'released'; readonly at: number }
  /** The command is written to the link. */
  | { readonly type: 'sent'; readonly at: number }
  | {
      readonly type: 'replied';
      readonly at: number;
      readonly status: ReplyStatus;
      readonly text: string | null;
    }
  /** A record newer than the send shows whether the output is as wanted. */
  | {
      readonly type: 'reported';
      readonly at: number;
      readonly asWanted: boolean;
      readonly proof?: DeliveryProof;
    }
  /** An HTTP answer that means success. */
  | { readonly type: 'answered'; readonly at: number; readonly status: number; readonly body: string | null }
  | {
      readonly type: 'failed';
      readonly at: number;
      readonly random: number;
      readonly failure: AttemptFailure;
    }
  | { readonly type: 'disconnected'; readonly at: number; readonly random: number }
  | { readonly type: 'superseded'; readonly at: number; readonly by: string }
  | { readonly type: 'cancelled'; readonly at: number; readonly by: string }
  /** A stored timer came due. */
  | { readonly type: 'due'; readonly at: number; readonly random: number; readonly timer: string }
  /** The process restarted and found the delivery in this state. */
  | { readonly type: 'resumed'; readonly at: number; readonly random: number };

/** What the lane must do after the step is durable. */
export type DeliveryOrder =
  | { readonly type: 'send_command' }
  | { readonly type: 'send_webhook' }
  /** The delivery wants to be offered again as soon as its turn comes. */
  | { readonly type: 'request_offer' };

/** A stored delivery: its specification and where the machine stands. */
export interface Delivery {
  readonly spec: DeliverySpec;
  readonly state: DeliveryState;
  /** The machine's snapshot: plain JSON, versioned by the machine. */
  readonly snapshot: unknown;
  /** Attempts begun. */
  readonly attempts: number;
  /** Why it stands where it stands, in words for people; `null` when there is nothing to say. */
  readonly reason: string | null;
  /** Timers by name, Unix ms: stored, not held in the process. */
  readonly timers: Readonly<Record<string, number>>;
  /** When the last attempt was handed to the link, Unix ms. */
  readonly sentAt: number | null;
  /** The last attempt's answer; absent when none came. */
  readonly response?: WebhookAnswer;
  readonly updatedAt: number;
  /** Of the step that led here; absent when there is nothing to tell, and when it comes from the store. */
  readonly note?: DeliveryNote;
}

export interface DeliveryStep {
  readonly delivery: Delivery;
  readonly orders: readonly DeliveryOrder[];
}

/** Capabilities of the transport that the machine must know. */
export interface DeliveryTransportTraits {
  /** The device recognises a repeated command id and answers it with the same result. */
  readonly recognisesId: boolean;
}
