import type {
  Branch,
  Command,
  FlowTrace,
  JsonValue,
  Message,
  PublishedFlow,
  Source,
  Timeliness,
  TimelinessLimits,
} from '@signalbox/flow';
import type { AttemptFailure, Delivery, DeliverySpec, ReplyStatus, WebhookSpec } from '@signalbox/delivery';
import type { EffectRate } from './effect-rate.ts';
import type { NodeStateChange, TimerChange, WrittenAttributes } from '@signalbox/engine';

/*
 * What the runtime asks of the world. Adapters live in `devices`, `storage` and `webhooks`;
 * apps choose them. Nothing here knows SQLite, MQTT or HTTP, so that the same lane runs over a
 * cluster's stream store.
 */

/** A record as the lane keeps it. */
export interface StoredMessage {
  readonly sourceId: number;
  /** `null` for a record whose time is unusable. */
  readonly messageTime: number | null;
  readonly serverTime: number;
  readonly timeliness: Timeliness;
  /** Content hash, for telling duplicates. */
  readonly hash: number;
  /** Attributes as JSON text. */
  readonly body: string;
  /** Attributes that flows wrote on this record, or `null`. */
  readonly written: WrittenAttributes | null;
}

/** A source's state as of its last commit: a snapshot and the records since. */
export interface StoredSource {
  readonly snapshot: JsonValue | null;
  /** Records that moved the attributes after the snapshot was taken, oldest first. */
  readonly tail: readonly StoredMessage[];
  readonly nodeStates: readonly NodeStateChange[];
  /** Flows that are paused for it, or were, each at most once. */
  readonly rates: readonly EffectRate[];
}

/** Everything one batch changed. It is durable as a whole or not at all. */
export interface Commit {
  readonly messages: readonly StoredMessage[];
  readonly nodeStates: readonly (NodeStateChange & { readonly sourceId: number })[];
  /** Nodes' timers that were set (`at`), or that are gone (`null`), each at most once. */
  readonly timers: readonly (TimerChange & { readonly sourceId: number })[];
  /** Flows that are paused for a source, or go on after that, each flow and source at most once. */
  readonly rates: readonly EffectRate[];
  /**
   * Fresh snapshots, so that a source's tail stays short. Each stands for every record of its source
   * in this commit and before.
   */
  readonly snapshots: readonly { readonly sourceId: number; readonly snapshot: JsonValue }[];
  /** How far nodes came that run for all their sources; `at` is `null` for one that does so no more. */
  readonly sweeps: readonly SweepChange[];
  /** New and changed deliveries, at their latest state. An id that exists is updated. */
  readonly deliveries: readonly Delivery[];
}

/** A node's timer as the store holds it. */
export interface StoredTimer extends TimerChange {
  readonly sourceId: number;
  /** Server time, Unix ms. */
  readonly at: number;
}

/** How far a node has come that runs for all its sources. */
export interface StoredSweep {
  readonly flowId: number;
  readonly nodeId: number;
  /** What the node meant; that of another meaning is not its own. */
  readonly meaning: number;
  /** The occasion that was taken up last, or since when the node waits for the first; server time, Unix ms. */
  readonly at: number;
  /** The sources up to this id have had their turn; `null` when all have, or none is to have one. */
  readonly through: number | null;
  /** When it last moved, server time, Unix ms. */
  readonly movedAt: number;
}

export type SweepChange = Omit<StoredSweep, 'at'> & { readonly at: number | null };

/** A record that a fault of ours kept from being processed, as it came. */
export interface QuarantinedRecord {
  readonly sourceId: number;
  /** Server time, Unix ms. */
  readonly receivedAt: number;
  readonly messageTime: number | null;
  /** Content hash, for telling duplicates. */
  readonly hash: number;
  /** Attributes as JSON text. */
  readonly body: string;
  /** What failed, for whoever mends it. */
  readonly reason: string;
}

/** A store that cannot take a commit now but may later: disk full, I/O error, lock. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Durable state of one lane. */
export interface LaneStore {
  /** State of the given sources; a source without any state is absent from the map. */
  loadSources(sourceIds: readonly number[]): Promise<ReadonlyMap<number, StoredSource>>;
  /** Which of these records the store already holds, as indexes into the argument. */
  findKnown(
    records: readonly { sourceId: number; messageTime: number; hash: number }[],
  ): Promise<ReadonlySet<number>>;
  /** Nodes' timers that are due, earliest first. */
  dueTimers(now: number, limit: number): Promise<readonly StoredTimer[]>;
  /** When the earliest of all nodes' timers is due; `null` when there is none. */
  nextTimerAt(): Promise<number | null>;
  /** Where a flow is paused, of whichever version, by source. */
  pausedRates(flowId: number): Promise<readonly EffectRate[]>;
  /** How far the nodes have come that run for all their sources. */
  sweeps(): Promise<readonly StoredSweep[]>;
  /** Durable (fsync) when it resolves. @throws {StoreUnavailable} when worth trying again */
  commit(commit: Commit): Promise<void>;
  /**
   * Puts records aside that could not be processed: all of them or none, durable (fsync) when it
   * resolves. One that is there already stays as it is. @throws {StoreUnavailable} when worth trying again
   */
  quarantine(records: readonly QuarantinedRecord[]): Promise<void>;
  deliveries: DeliveryStore;
}

export interface DeliveryStore {
  get(ids: readonly string[]): Promise<ReadonlyMap<string, Delivery>>;
  /** Commands to this source that have not ended, oldest first. */
  openCommands(sourceIds: readonly number[]): Promise<readonly Delivery[]>;
  /** Deliveries whose earliest timer is due, earliest first. */
  due(now: number, limit: number): Promise<readonly Delivery[]>;
  /** The earliest timer of all; `null` when nothing waits. */
  nextDueAt(): Promise<number | null>;
  /** Receivers (`receiverOf`) for which webhooks stand in state `queued`. */
  waitingReceivers(): Promise<readonly string[]>;
  /**
   * Webhooks in state `queued` for a receiver: its sources in turn, the oldest of each first. Each
   * source gives at most its share of the limit, so that fewer may come than wait; none is none.
   */
  queuedWebhooks(ask: WebhookAsk): Promise<readonly Delivery[]>;
  /** Deliveries that a stopped process left in `sending` or `awaiting_reply`. */
  interrupted(): Promise<readonly Delivery[]>;
  /** Devices with commands that have not ended, by number, beyond the one named. */
  sourcesWithOpenCommands(after: number, limit: number): Promise<readonly number[]>;
  /** Webhooks that are held back, oldest first, beyond the one named. */
  guardedWebhooks(after: string | null, limit: number): Promise<readonly Delivery[]>;
}

/** What people have paused. Asked at the moment of sending, so it answers from memory. */
export interface Pauses {
  /** Why this may not go out now, in words for people; `null` when it may. */
  reasonFor(spec: DeliverySpec): string | null;
  /** Calls back after every change; returns what ends the subscription. */
  subscribe(changed: () => void): () => void;
}

/** Where nobody can pause anything. */
export const NO_PAUSES: Pauses = { reasonFor: () => null, subscribe: () => () => {} };
/** How one device stops its engine, and what must hold before it may. */
export interface EngineCut {
  /** Outputs that stop the engine, from 1, and what switching them on does: wiring decides that. */
  readonly outputs: readonly { readonly number: number; readonly on: 'cut' | 'restore' }[];
  /** Formula that must be true when a cut is sent, beside the flow's own; `null`: taken away. */
  readonly guard: string | null;
}

/**
 * What a command does to the engine. `unknown`: a text that may stop it. `reverts`: it would switch
 * the engine for a time only, after which the device switches it back by itself.
 */
export type EngineEffect = 'none' | 'restores' | 'cuts' | 'unknown' | 'reverts';

/** What a command does to the engine, and the guard that it must pass for it when it is sent. */
export interface EngineDuty {
  readonly effect: EngineEffect;
  readonly guard: string | null;
}

/** Which queued webhooks are asked for. */
export interface WebhookAsk {
  readonly receiver: string;
  readonly limit: number;
  /** Source (`subjectOf`, 0 for none) that had its turn last; those after it come first. */
  readonly after: number;
}

/** A trace as it is kept. */
export interface StoredTrace extends FlowTrace {
  /** The flow went another way for this source, or for another kind of reason, than before. */
  readonly turned: boolean;
}

/** Where traces are kept. Best effort: nobody waits for it, and what it loses is lost. */
export interface TraceStore {
  write(traces: readonly StoredTrace[]): Promise<void>;
}

/** What a device source is, beside what flows see. */
export interface SourceRecord extends Source {
  readonly blocked: boolean;
  /** What its records may do by their age. */
  readonly limits: TimelinessLimits;
  /** `null`: as its model says. */
  readonly engineCut: EngineCut | null;
}

/** Who the sources are. Read on every message, so it answers from memory. */
export interface SourceDirectory {
  get(sourceId: number): SourceRecord | undefined;
  /** Every source, by ascending id. */
  list(): readonly SourceRecord[];
  /** Calls back with the ids of sources that were added, changed or removed; returns what ends the subscription. */
  subscribe(changed: (sourceIds: readonly number[]) => void): () => void;
  /** Why this device can never take this command, from its model and profile; `null` when it can. */
  refusalOf(sourceId: number, command: Command, guarded: boolean): string | null;
  /** What this command does to the engine, and the device's guard for it. */
  engineDutyOf(sourceId: number, command: Command): EngineDuty;
  /** The device's protocol recognises a repeated command id and answers it with the same result. */
  recognisesId(sourceId: number): boolean;
}

/** Published, enabled flows. */
export interface FlowFeed {
  current(): readonly PublishedFlow[];
  /** Calls back after every change; returns what ends the subscription. */
  subscribe(changed: (flows: readonly PublishedFlow[]) => void): () => void;
}

/** A command on its way to a device. */
export interface OutgoingCommand {
  readonly id: string;
  /** Unix ms; the device drops it after. */
  readonly expiresAt: number;
  readonly command: Command;
}

/** The way to devices that are connected. */
export interface DeviceLinks {
  isOnline(sourceId: number): boolean;
  /**
   * Writes the command to the device's link.
   * @returns `null` when written, else why not.
   */
  send(sourceId: number, command: OutgoingCommand): Promise<AttemptFailure | null>;
}

/** Secrets that requests refer to by name. Asked at every attempt, so that a new value counts at once. */
export interface SecretVault {
  /** `undefined` when there is none of this name, or none that can be read. */
  get(name: string): string | undefined;
}

/** Where there are no secrets. */
export const NO_SECRETS: SecretVault = { get: () => undefined };

/** Answer of a webhook's receiver, judged; without a status when none came. */
export type WebhookResult =
  | { readonly ok: true; readonly status: number; readonly body: string | null }
  | {
      readonly ok: false;
      readonly failure: AttemptFailure;
      readonly status?: number;
      readonly body?: string | null;
    };

/**
 * Sends one attempt. Never throws: what goes wrong is a failure with its reason. `spec` has its secrets
 * in it; `signingKey` is the one that signs, in the form of Standard Webhooks.
 */
export interface WebhookSender {
  send(spec: WebhookSpec, signingKey?: string | null): Promise<WebhookResult>;
  /** Attempts that may be under way at once, over all receivers. */
  readonly capacity: number;
  /** What a receiver takes now (`receiverOf`). */
  admission(receiver: string): ReceiverAdmission;
}

/** How many attempts may be under way at one receiver. */
export interface ReceiverAdmission {
  /** None while its circuit breaker is open, one while it is probed. */
  readonly places: number;
  /** When it may be probed, Unix ms; `null` while it is not left alone. */
  readonly pausedUntil: number | null;
}

/** What transports tell the runtime. */
export interface Ingress {
  /**
   * Takes the records of one packet of one source.
   * @param onDurable called once: without an error when the records and all they caused are
   *   durable, with one when they will never be (the source is unknown or blocked, or a fault of
   *   ours sent them to quarantine). While the store is unavailable, or when it cannot even take
   *   them into quarantine, it is not called: the transport keeps its acknowledgement back.
   */
  receive(sourceId: number, records: readonly Message[], onDurable: (refused?: Error) => void): void;
  /** The device's link changed: online means that commands reach it. */
  linkChanged(sourceId: number, online: boolean): void;
  /** The device answered a command. */
  replied(sourceId: number, reply: DeviceReply): void;
}

export interface DeviceReply {
  readonly deliveryId: string;
  readonly status: ReplyStatus;
  readonly text: string | null;
}

/** Server time and wake-ups, handed in so that tests own both. */
export interface Clock {
  /** Unix ms. */
  now(): number;
  /** Calls back once at or after `at`; returns what cancels it. */
  wakeAt(at: number, callback: () => void): () => void;
  /** Runs the callback when the current burst of input has been read. */
  soon(callback: () => void): void;
}

export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Whether a position lies in a geofence; `null` when there is no such geofence. */
export interface GeofenceIndex {
  contains(geofenceId: number, latitude: number, longitude: number): boolean | null;
}

/** Things worth showing while they happen. Best effort: never awaited, never stored. */
export type LiveEvent =
  | { readonly type: 'visit'; readonly flowId: number; readonly nodeId: number; readonly branch: Branch }
  /** A node failed by a fault of ours. */
  | { readonly type: 'fault'; readonly flowId: number; readonly nodeId: number }
  | { readonly type: 'delivery'; readonly delivery: Delivery }
  | {
      readonly type: 'message';
      readonly sourceId: number;
      readonly timeliness: Timeliness;
      readonly message: Message;
    }
  | { readonly type: 'link'; readonly sourceId: number; readonly online: boolean }
  /** A flow asked for too much on behalf of a source, or goes on after that. */
  | {
      readonly type: 'flow_paused';
      readonly flowId: number;
      readonly sourceId: number;
      readonly paused: boolean;
    };

export interface LiveSink {
  /** False while nobody looks: the lane then spares itself the work. */
  readonly watched: boolean;
  emit(event: LiveEvent): void;
}
