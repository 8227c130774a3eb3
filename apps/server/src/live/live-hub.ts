import type { LiveEventPayload, Right } from '@signalbox/api';
import type { Delivery } from '@signalbox/delivery';
import type { Clock, LiveEvent, LiveSink } from '@signalbox/runtime';

/** Counted and latest-wins events go out this far apart: 4 times a second. */
const FLUSH_MS = 250;

/** Deliveries told at once per flush period; beyond it only the latest state of each is told. */
const PROMPT_DELIVERIES = 100;

/** Sources whose latest message waits for the next flush; more than a page can show. */
const MAX_SOURCES = 500;

/** Deliveries that wait for the next flush. */
const MAX_DELIVERIES = 500;

/** What a reader wants to hear of and may hear of. */
export interface LiveFilter {
  readonly flowId?: number | undefined;
  readonly trackerId?: number | undefined;
  readonly rights: ReadonlySet<Right>;
}

/** Puts the runtime's events into the words of the API. */
export interface LiveDescriber {
  delivery(delivery: Delivery): LiveEventPayload;
  message(event: Extract<LiveEvent, { type: 'message' }>): LiveEventPayload;
  flowPaused(event: Extract<LiveEvent, { type: 'flow_paused' }>): LiveEventPayload;
  link(event: Extract<LiveEvent, { type: 'link' }>): LiveEventPayload;
}

type Listener = (payload: LiveEventPayload) => void;
type MessageEvent = Extract<LiveEvent, { type: 'message' }>;

interface Subscription {
  readonly filter: LiveFilter;
  readonly listener: Listener;
}

/**
 * Passes what happens on to whoever watches. Without a watcher an event costs one comparison;
 * with any number of them, floods are thinned here: visits are counted, of messages the latest
 * per source is told, of many deliveries the latest state each.
 */
export class LiveHub implements LiveSink {
  readonly #clock: Clock;
  readonly #describe: LiveDescriber;
  readonly #subscriptions = new Set<Subscription>();
  readonly #visits: Counts = new Map();
  readonly #faults: Counts = new Map();
  readonly #messages = new Map<number, MessageEvent>();
  readonly #deliveries = new Map<string, Delivery>();
  #promptLeft = PROMPT_DELIVERIES;
  #cancelFlush: (() => void) | null = null;

  constructor(clock: Clock, describe: LiveDescriber) {
    this.#clock = clock;
    this.#describe = describe;
  }

  /** Returns what ends the subscription. */
  subscribe(filter: LiveFilter, listener: Listener): () => void {
    const subscription = { filter, listener };
    this.#subscriptions.add(subscription);
    return () => {
      this.#subscriptions.delete(subscription);
      if (!this.watched) this.#forget();
    };
  }

  get watched(): boolean {
    return this.#subscriptions.size > 0;
  }

  emit(event: LiveEvent): void {
    if (!this.watched) return;
    this.#cancelFlush ??= this.#clock.wakeAt(this.#clock.now() + FLUSH_MS, () => this.#flush());
    if (event.type === 'visit') count(this.#visits, event);
    else if (event.type === 'fault') count(this.#faults, event);
    else if (event.type === 'message') this.#keepLatest(event);
    else if (event.type === 'delivery') this.#tellDelivery(event.delivery);
    else if (event.type === 'flow_paused') this.#publish(this.#describe.flowPaused(event));
    else this.#publish(this.#describe.link(event));
  }

  #keepLatest(event: MessageEvent): void {
    if (this.#messages.size >= MAX_SOURCES && !this.#messages.has(event.sourceId)) return;
    this.#messages.set(event.sourceId, event);
  }

  #tellDelivery(delivery: Delivery): void {
    const { id } = delivery.spec;
    // Once a state waits, later ones of the same delivery wait behind it.
    if (this.#promptLeft > 0 && !this.#deliveries.has(id)) {
      this.#promptLeft -= 1;
      this.#publish(this.#describe.delivery(delivery));
      return;
    }
    if (this.#deliveries.size < MAX_DELIVERIES || this.#deliveries.has(id))
      this.#deliveries.set(id, delivery);
  }

  #flush(): void {
    // A node that fails has run too, so that a flow with faults has visits.
    for (const [flowId, counts] of this.#visits) {
      const failed = this.#faults.get(flowId);
      const faults = failed === undefined ? {} : { faults: Object.fromEntries(failed) };
      this.#publish({ type: 'visits', flow_id: flowId, nodes: Object.fromEntries(counts), ...faults });
    }
    for (const event of this.#messages.values()) this.#publish(this.#describe.message(event));
    for (const delivery of this.#deliveries.values()) this.#publish(this.#describe.delivery(delivery));
    this.#forget();
  }

  #forget(): void {
    this.#visits.clear();
    this.#faults.clear();
    this.#messages.clear();
    this.#deliveries.clear();
    this.#promptLeft = PROMPT_DELIVERIES;
    this.#cancelFlush?.();
    this.#cancelFlush = null;
  }

  #publish(payload: LiveEventPayload): void {
    for (const { filter, listener } of this.#subscriptions) {
      if (matches(payload, filter)) listener(payload);
    }
  }
}

/** By flow and node. */
type Counts = Map<number, Map<number, number>>;

function count(
  counts: Counts,
  { flowId, nodeId }: { readonly flowId: number; readonly nodeId: number },
): void {
  const ofFlow = counts.get(flowId) ?? new Map<number, number>();
  counts.set(flowId, ofFlow);
  ofFlow.set(nodeId, (ofFlow.get(nodeId) ?? 0) + 1);
}

const RIGHT_OF: Readonly<Record<LiveEventPayload['type'], Right>> = {
  visits: 'flows_read',
  delivery: 'deliveries_read',
  message: 'devices_read',
  link: 'devices_read',
  flow_paused: 'flows_read',
};

/** A filter that names a flow leaves out what belongs to no flow, and likewise for a tracker. */
function matches(payload: LiveEventPayload, { flowId, trackerId, rights }: LiveFilter): boolean {
  if (!rights.has(RIGHT_OF[payload.type])) return false;
  if (payload.type === 'visits') {
    return flowId === undefined ? trackerId === undefined : payload.flow_id === flowId;
  }
  if (payload.type === 'delivery') {
    const { flow_id: flow, tracker_id: tracker } = payload.delivery;
    return (flowId === undefined || flow === flowId) && (trackerId === undefined || tracker === trackerId);
  }
  if (payload.type === 'flow_paused') {
    const { flow_id: flow, tracker_ids: trackers } = payload;
    return (
      (flowId === undefined || flow === flowId) && (trackerId === undefined || trackers.includes(trackerId))
    );
  }
  if (trackerId === undefined) return flowId === undefined;
  return payload.tracker_ids.includes(trackerId);
}
