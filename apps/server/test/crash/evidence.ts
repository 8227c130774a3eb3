import type { DeliverySpec, DeliveryState } from '@signalbox/delivery';

/** What a record asks its flow to do. */
export interface PlannedRecord {
  readonly n: number;
  readonly hook: boolean;
  /** Output 1 on or off. */
  readonly want: 0 | 1 | null;
  /** `once`: a text that may go out once only. `again`: one that may be repeated under its id. */
  readonly pulse: 'once' | 'again' | null;
}

/** A command as a device received it. */
export interface CommandReceipt {
  readonly id: string;
  /** The text of a hardware command; `null` for a wanted state. */
  readonly text: string | null;
  /** Unix ms. */
  readonly at: number;
}

/** What one device did and saw; it outlives every server. */
export interface DeviceEvidence {
  readonly deviceId: string;
  readonly sourceId: number;
  readonly records: readonly PlannedRecord[];
  readonly received: readonly CommandReceipt[];
  /** Output 1 at the end. */
  readonly output: boolean;
}

/** A webhook as its receiver was told it. */
export interface WebhookReceipt {
  readonly key: string;
  readonly deviceId: string;
  readonly n: number;
  /** Unix ms. */
  readonly at: number;
}

/** A command that a person asked for; whether the server said that it has it. */
export interface ApiCall {
  readonly text: string;
  readonly accepted: boolean;
}

export interface StoredDelivery {
  readonly spec: DeliverySpec;
  readonly state: DeliveryState;
}

/** When a server was killed and when the next one cannot yet have sent anything, Unix ms. */
export interface Kill {
  readonly at: number;
  readonly until: number;
}

/** All that is known when everything has come to rest. */
export interface Evidence {
  readonly kills: readonly Kill[];
  readonly devices: readonly DeviceEvidence[];
  readonly webhooks: readonly WebhookReceipt[];
  readonly apiCalls: readonly ApiCall[];
  /** The `n` of the records that the store holds, by source. */
  readonly storedRecords: ReadonlyMap<number, readonly number[]>;
  readonly deliveries: readonly StoredDelivery[];
}

/** Nodes of the flow that the test runs, by what they ask for. */
export const NODE = { hook: 3, on: 5, off: 7, once: 9, again: 11 } as const;
