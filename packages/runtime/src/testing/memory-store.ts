import {
  END_STATES,
  isEnd,
  nextDueAt,
  receiverOf,
  subjectOf,
  type Delivery,
  type DeliveryState,
} from '@signalbox/delivery';
import type { NodeStateChange } from '@signalbox/engine';
import type { EffectRate } from '../effect-rate.ts';
import type { JsonValue } from '@signalbox/flow';
import type {
  Commit,
  DeliveryStore,
  LaneStore,
  QuarantinedRecord,
  StoredMessage,
  StoredSource,
  StoredSweep,
  StoredTimer,
  WebhookAsk,
} from '../ports.ts';

/** A lane store in memory: what was committed survives the runtime that committed it. */
export class MemoryStore implements LaneStore {
  readonly messages: StoredMessage[] = [];
  readonly quarantined: QuarantinedRecord[] = [];
  readonly all = new Map<string, Delivery>();
  readonly #snapshots = new Map<number, { snapshot: JsonValue; after: number }>();
  readonly #nodeStates = new Map<string, NodeStateChange & { sourceId: number }>();
  readonly #rates = new Map<string, EffectRate>();
  /** Nodes' timers that wait, by their owner and name. */
  readonly timers = new Map<string, StoredTimer>();
  /** How often and for what queued webhooks were asked. */
  readonly webhookAsks: WebhookAsk[] = [];
  /** How far sweeps are, by their node. */
  readonly sweepRows = new Map<string, StoredSweep>();
  /** Called before every commit; throw to refuse it. */
  beforeCommit: (commit: Commit) => void = () => {};
  /** Called before records are put aside; throw to refuse them. */
  beforeQuarantine: () => void | Promise<void> = () => {};

  async loadSources(sourceIds: readonly number[]): Promise<ReadonlyMap<number, StoredSource>> {
    return new Map(sourceIds.map((id) => [id, this.#load(id)]));
  }

  async findKnown(
    records: readonly { sourceId: number; messageTime: number; hash: number }[],
  ): Promise<ReadonlySet<number>> {
    const indexes = records.flatMap((record, index) => (this.#holds(record) ? [index] : []));
    return new Set(indexes);
  }

  async commit(commit: Commit): Promise<void> {
    this.beforeCommit(commit);
    this.messages.push(...commit.messages);
    for (const { sourceId, snapshot } of commit.snapshots) {
      this.#snapshots.set(sourceId, { snapshot, after: this.messages.length });
    }
    for (const change of commit.nodeStates) {
      this.#nodeStates.set(`${change.sourceId}/${change.flowId}/${change.nodeId}`, change);
    }
    for (const { at, ...timer } of commit.timers) {
      const key = `${timer.sourceId}/${timer.flowId}/${timer.nodeId}/${timer.name}`;
      if (at === null) this.timers.delete(key);
      else this.timers.set(key, { ...timer, at });
    }
    for (const rate of commit.rates) this.#rates.set(`${rate.sourceId}/${rate.flowId}`, rate);
    for (const { at, ...sweep } of commit.sweeps) {
      const key = `${sweep.flowId}/${sweep.nodeId}`;
      if (at === null) this.sweepRows.delete(key);
      else this.sweepRows.set(key, { ...sweep, at });
    }
    for (const delivery of commit.deliveries) {
      // A copy, as a database would keep one.
      this.all.set(delivery.spec.id, structuredClone(delivery));
    }
  }

  async quarantine(records: readonly QuarantinedRecord[]): Promise<void> {
    await this.beforeQuarantine();
    this.quarantined.push(...records);
  }

  async pausedRates(flowId: number): Promise<readonly EffectRate[]> {
    const rates = [...this.#rates.values()];
    return rates.filter((rate) => rate.flowId === flowId && rate.pausedAt !== null);
  }

  async dueTimers(now: number, limit: number): Promise<readonly StoredTimer[]> {
    const due = [...this.timers.values()].filter(({ at }) => at <= now);
    return due.toSorted((a, b) => a.at - b.at).slice(0, limit);
  }

  async sweeps(): Promise<readonly StoredSweep[]> {
    return [...this.sweepRows.values()];
  }

  async nextTimerAt(): Promise<number | null> {
    const times = Array.from(this.timers.values(), ({ at }) => at);
    return times.length === 0 ? null : Math.min(...times);
  }

  readonly deliveries: DeliveryStore = {
    get: async (ids) => new Map(ids.flatMap((id) => this.#entry(id))),
    openCommands: async (sourceIds) =>
      this.#where(({ spec }) => spec.kind === 'command' && sourceIds.includes(spec.targetSourceId)),
    due: async (now, limit) =>
      this.#where((delivery) => (nextDueAt(delivery) ?? Number.POSITIVE_INFINITY) <= now).slice(0, limit),
    nextDueAt: async () => {
      const times = this.#where(() => true)
        .map(nextDueAt)
        .filter((at) => at !== null);
      return times.length === 0 ? null : Math.min(...times);
    },
    waitingReceivers: async () => [...new Set(this.#queuedWebhooks().map(({ receiver }) => receiver))],
    queuedWebhooks: async (ask) => {
      this.webhookAsks.push(ask);
      const { receiver, limit, after } = ask;
      const queued = this.#queuedWebhooks().filter((one) => one.receiver === receiver);
      const turns = [...queued.filter(({ source }) => source > after), ...queued];
      const sources = [...new Set(turns.map(({ source }) => source))];
      const share = Math.ceil(limit / sources.length);
      const lines = sources.map((source) => queued.filter((one) => one.source === source).slice(0, share));
      const inTurn = queued.flatMap((_, round) => lines.flatMap((line) => line.slice(round, round + 1)));
      return inTurn.slice(0, limit).map(({ delivery }) => delivery);
    },
    sourcesWithOpenCommands: async (after, limit) => {
      const ids = this.#where(() => true).flatMap(({ spec }) =>
        spec.kind === 'command' && spec.targetSourceId > after ? [spec.targetSourceId] : [],
      );
      return [...new Set(ids)].toSorted((a, b) => a - b).slice(0, limit);
    },
    guardedWebhooks: async (after, limit) => {
      const held = this.#where(({ spec, state }) => spec.kind === 'webhook' && state === 'guarded');
      return held.slice(held.findIndex(({ spec }) => spec.id === after) + 1).slice(0, limit);
    },
    interrupted: async () => this.#where(({ state }) => state === 'sending' || state === 'awaiting_reply'),
  };

  /** Deliveries by state, oldest first. */
  inState(state: DeliveryState): readonly Delivery[] {
    return [...this.all.values()].filter((delivery) => delivery.state === state);
  }

  get ended(): readonly Delivery[] {
    return END_STATES.flatMap((state) => this.inState(state));
  }

  #where(matches: (delivery: Delivery) => boolean): readonly Delivery[] {
    return [...this.all.values()].filter((delivery) => !isEnd(delivery.state) && matches(delivery));
  }

  #queuedWebhooks(): readonly { delivery: Delivery; receiver: string; source: number }[] {
    return this.#where(({ state }) => state === 'queued').flatMap((delivery) => {
      const { spec } = delivery;
      if (spec.kind !== 'webhook') return [];
      return [{ delivery, receiver: receiverOf(spec.request.url), source: subjectOf(spec) ?? 0 }];
    });
  }

  #entry(id: string): [string, Delivery][] {
    const delivery = this.all.get(id);
    return delivery ? [[id, delivery]] : [];
  }

  #holds(record: { sourceId: number; messageTime: number; hash: number }): boolean {
    return this.messages.some(
      (kept) =>
        kept.sourceId === record.sourceId &&
        kept.messageTime === record.messageTime &&
        kept.hash === record.hash,
    );
  }

  #load(sourceId: number): StoredSource {
    const { snapshot, after } = this.#snapshots.get(sourceId) ?? { snapshot: null, after: 0 };
    const tail = this.messages
      .slice(after)
      .filter((kept) => kept.sourceId === sourceId && ['live', 'delayed'].includes(kept.timeliness));
    const nodeStates = [...this.#nodeStates.values()].filter((change) => change.sourceId === sourceId);
    const rates = [...this.#rates.values()].filter((rate) => rate.sourceId === sourceId);
    return { snapshot, tail, nodeStates, rates };
  }
}
