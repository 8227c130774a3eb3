import type { Delivery, DeliveryEvent, DeliverySpec } from '@signalbox/delivery';
import type { Message } from '@signalbox/flow';
import type { ReviewPlace } from './pause-review.ts';
import type { DeviceReply, QuarantinedRecord } from './ports.ts';

/**
 * Told when an input failed alone by a fault of ours and does not come again: nothing of it happened.
 * Whoever waits for its answer must know.
 */
type Failed = (error: Error) => void;

/** What the lane works through, in the order of arrival. */
export type LaneInput =
  | {
      readonly kind: 'packet';
      readonly sourceId: number;
      readonly records: readonly Message[];
      readonly onDurable: (refused?: Error) => void;
    }
  | { readonly kind: 'link'; readonly sourceId: number; readonly online: boolean }
  | { readonly kind: 'reply'; readonly sourceId: number; readonly reply: DeviceReply }
  /** How an order that the lane gave went. */
  | { readonly kind: 'attempt'; readonly delivery: Delivery; readonly event: DeliveryEvent }
  /** A person or the API asks for a delivery. */
  | {
      readonly kind: 'request';
      readonly spec: DeliverySpec;
      readonly answer: (delivery: Delivery) => void;
      readonly failed: Failed;
    }
  | {
      readonly kind: 'cancel';
      readonly deliveryId: string;
      readonly by: string;
      readonly answer: (delivery: Delivery | undefined) => void;
      readonly failed: Failed;
    }
  /**
   * People have paused something or let it go: those that wait are looked through, some at a time.
   * Nobody waits for it, and nothing depends on it.
   */
  | {
      readonly kind: 'review';
      readonly from: ReviewPlace;
      readonly answer: (next: ReviewPlace | null) => void;
    }
  /** A person lets a flow go on that was paused for a source, or for all (`null`). */
  | {
      readonly kind: 'resume_flow';
      readonly flowId: number;
      readonly pausedFor: number | null;
      readonly answer: () => void;
      readonly failed: Failed;
    }
  /** A stored timer may be due, or webhooks wait in the store. */
  | { readonly kind: 'wake' }
  /** Nodes run for all their sources: the next of them are to have their turn. */
  | { readonly kind: 'sweep'; readonly failed: Failed }
  /** First input after a start: what the stopped process left under way. */
  | { readonly kind: 'resume' };

export type Packet = Extract<LaneInput, { kind: 'packet' }>;

/** A packet's records as they are put aside, and why. */
export function toQuarantined({ sourceId, records }: Packet, reason: string): readonly QuarantinedRecord[] {
  return records.map(({ serverTime, messageTime, hash, attributes }) => {
    const body = JSON.stringify(attributes);
    return { sourceId, receivedAt: serverTime, messageTime, hash, body, reason };
  });
}

/** The source whose slot an input needs; `null` when it needs none beforehand. */
export function sourceOf(input: LaneInput): number | null {
  if (input.kind !== 'attempt' && input.kind !== 'request')
    return 'sourceId' in input ? input.sourceId : null;
  const spec = input.kind === 'request' ? input.spec : input.delivery.spec;
  return spec.kind === 'command' ? spec.targetSourceId : null;
}
