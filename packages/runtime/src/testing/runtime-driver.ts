import type {
  AttemptFailure,
  CommandSpec,
  Delivery,
  DeliverySpec,
  ReplyStatus,
  WebhookSpec,
} from '@signalbox/delivery';
import type { Command, FlowDocument, JsonValue, Message, PublishedFlow } from '@signalbox/flow';
import { DEFAULT_TIMELINESS, flowDocumentSchema, textHash } from '@signalbox/flow';
import { nodeCatalogue } from '@signalbox/nodes/runtimes';
import { GeofenceBook } from '../geofence-index.ts';
import type {
  EngineDuty,
  FlowFeed,
  LiveEvent,
  OutgoingCommand,
  ReceiverAdmission,
  SourceRecord,
  TraceStore,
  WebhookResult,
} from '../ports.ts';
import { createRuntime, type Runtime } from '../runtime.ts';
import type { SlotLimits } from '../source-slots.ts';
import { FakeClock } from './fake-clock.ts';
import { MemoryStore } from './memory-store.ts';
import { switchingDocument } from './switching-document.ts';

export const NOON = Date.UTC(2026, 5, 1, 12);
const VAN = 1;
const TRAILER = 2;

function source(id: number, overrides: Partial<SourceRecord> = {}): SourceRecord {
  return {
    id,
    deviceId: `device-${id}`,
    model: 'ngp_generic',
    label: `Device ${id}`,
    labels: [],
    blocked: false,
    limits: DEFAULT_TIMELINESS,
    engineCut: null,
    ...overrides,
  };
}

/** Drives a runtime as transports, devices and receivers would, with time standing still. */
export class RuntimeDriver {
  readonly clock = new FakeClock(NOON);
  readonly store: MemoryStore;
  readonly sources = new Map([VAN, TRAILER].map((id) => [id, source(id)]));
  readonly online = new Set<number>();
  /** Commands written to links, in order. */
  readonly sent: { sourceId: number; command: OutgoingCommand }[] = [];
  /** Webhook attempts, in order. */
  readonly posted: { spec: WebhookSpec; signingKey: string | null }[] = [];
  readonly acks: string[] = [];
  readonly faults: string[] = [];
  /** Whether every position lies in a geofence, by its id. */
  readonly geofences = new Map<number, boolean>();
  /** Geofences with a shape. */
  readonly places = new GeofenceBook();
  linkFailure: AttemptFailure | null = null;
  /** What a send waits for after the command is out, as for a broker's word that it has it. */
  linkSettles: Promise<void> = Promise.resolve();
  refusal: string | null = null;
  /** What a command does to the engine of any device. */
  engineDutyOf: (command: Command) => EngineDuty = () => ({ effect: 'none', guard: null });
  answerWebhook: (spec: WebhookSpec) => Promise<WebhookResult> = async () => ({
    ok: true,
    status: 200,
    body: null,
  });
  readonly secrets = new Map<string, string>();
  /** What receivers take; the others take two at a time. */
  readonly admissions = new Map<string, ReceiverAdmission>();
  readonly webhookPlaces = 4;
  readonly runtime: Runtime;
  #onLive: (event: LiveEvent) => void = () => {};
  #flows: readonly PublishedFlow[];
  readonly #traces: TraceStore | undefined;
  readonly #slots: SlotLimits | undefined;
  #pauses: (spec: DeliverySpec) => string | null = () => null;
  #pausesChanged: () => void = () => {};
  #sourcesChanged: (sourceIds: readonly number[]) => void = () => {};
  #flowsChanged: (flows: readonly PublishedFlow[]) => void = () => {};

  /**
   * @param traces where traces are kept; nowhere when left out
   * @param slots which sources stay in memory; as in a running system when left out
   */
  constructor(
    flows: readonly PublishedFlow[],
    store = new MemoryStore(),
    traces?: TraceStore,
    slots?: SlotLimits,
  ) {
    this.#flows = flows;
    this.store = store;
    this.#traces = traces;
    this.#slots = slots;
    this.runtime = this.#compose();
    this.runtime.start();
  }

  #compose(): Runtime {
    const feed: FlowFeed = {
      current: () => this.#flows,
      subscribe: (changed) => {
        this.#flowsChanged = changed;
        return () => {};
      },
    };
    const note = (_: object, text: string): void => void this.faults.push(text);
    return createRuntime({
      store: this.store,
      directory: {
        get: (id) => this.sources.get(id),
        list: () => [...this.sources.values()].toSorted((a, b) => a.id - b.id),
        subscribe: (changed) => {
          this.#sourcesChanged = changed;
          return () => {};
        },
        refusalOf: () => this.refusal,
        engineDutyOf: (_, command) => this.engineDutyOf(command),
        recognisesId: () => true,
      },
      flows: feed,
      catalogue: nodeCatalogue,
      links: {
        isOnline: (id) => this.online.has(id),
        send: async (sourceId, command) => {
          if (this.linkFailure) return this.linkFailure;
          this.sent.push({ sourceId, command });
          await this.linkSettles;
          return null;
        },
      },
      webhooks: {
        capacity: this.webhookPlaces,
        admission: (receiver) => this.admissions.get(receiver) ?? { places: 2, pausedUntil: null },
        send: (spec, signingKey = null) => {
          this.posted.push({ spec, signingKey });
          return this.answerWebhook(spec);
        },
      },
      pauses: {
        reasonFor: (spec) => this.#pauses(spec),
        subscribe: (changed) => {
          this.#pausesChanged = changed;
          return () => {};
        },
      },
      secrets: this.secrets,
      geofences: {
        contains: (id, latitude, longitude) =>
          this.geofences.get(id) ?? this.places.contains(id, latitude, longitude),
      },
      clock: this.clock,
      random: () => 0.5,
      live: {
        watched: true,
        emit: (event) => this.#onLive(event),
      },
      log: { debug: () => {}, info: () => {}, warn: note, error: note },
      ...(this.#traces && { traces: this.#traces }),
      ...(this.#slots && { slots: this.#slots }),
    });
  }

  /** People pause what the function gives a reason for, and let go of the rest. */
  async pause(reasonFor: (spec: DeliverySpec) => string | null): Promise<void> {
    this.#pauses = reasonFor;
    this.#pausesChanged();
    await this.settle();
  }

  /** Shows what happens to somebody, from now on. */
  watch(onLive: (event: LiveEvent) => void): void {
    this.#onLive = onLive;
  }

  publish(flows: readonly PublishedFlow[]): void {
    this.#flows = flows;
    this.#flowsChanged(flows);
  }

  /** Adds a source, or changes one. */
  register(id: number, overrides: Partial<SourceRecord> = {}): void {
    this.sources.set(id, source(id, { ...this.sources.get(id), ...overrides }));
    this.#sourcesChanged([id]);
  }

  remove(id: number): void {
    this.sources.delete(id);
    this.#sourcesChanged([id]);
  }

  /** Lets everything that can happen without time passing happen. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  async advance(ms: number): Promise<void> {
    this.clock.advance(ms);
    await this.settle();
  }

  async connect(sourceId: number): Promise<void> {
    this.online.add(sourceId);
    this.runtime.ingress.linkChanged(sourceId, true);
    await this.settle();
  }

  async disconnect(sourceId: number): Promise<void> {
    this.online.delete(sourceId);
    this.runtime.ingress.linkChanged(sourceId, false);
    await this.settle();
  }

  /** Sends records of one packet; `ageMs` is how long before now each was made. */
  async report(
    sourceId: number,
    ...records: (Record<string, JsonValue> & { ageMs?: number })[]
  ): Promise<void> {
    const packet = records.map(({ ageMs = 0, ...attributes }) => this.#message(attributes, ageMs));
    this.runtime.ingress.receive(sourceId, packet, (refused) => {
      this.acks.push(refused ? `refused: ${refused.message}` : 'durable');
    });
    await this.settle();
  }

  async reply(
    sourceId: number,
    deliveryId: string,
    status: ReplyStatus,
    text: string | null = null,
  ): Promise<void> {
    this.runtime.ingress.replied(sourceId, { deliveryId, status, text });
    await this.settle();
  }

  async request(spec: CommandSpec): Promise<Delivery> {
    const delivery = this.runtime.request(spec);
    await this.settle();
    return delivery;
  }

  /** The process is gone from one moment to the next; another one opens the same store. */
  async restart(): Promise<RuntimeDriver> {
    await this.runtime.stop();
    const next = new RuntimeDriver(this.#flows, this.store);
    next.clock.advance(this.clock.now() - NOON);
    await next.settle();
    return next;
  }

  #message(attributes: Record<string, JsonValue>, ageMs: number): Message {
    const now = this.clock.now();
    return {
      messageTime: now - ageMs,
      serverTime: now,
      attributes,
      hash: textHash(JSON.stringify(attributes)),
    };
  }
}

/** A flow whose document is written as in a file. */
export function flow(id: number, document: unknown, version = 1): PublishedFlow {
  const parsed: FlowDocument = flowDocumentSchema.parse(document);
  return { id, version, document: parsed };
}

/** Faster than 80: output 1 on, else off. */
export function speedingFlow(action: Record<string, JsonValue> = {}): PublishedFlow {
  return flow(1, switchingDocument({ start: { source_ids: [VAN] }, on: action }));
}

/** Door open: tell a receiver. */
export function doorFlow(webhook: Record<string, JsonValue> = {}): PublishedFlow {
  return flow(2, {
    title: 'Cold box door',
    nodes: [
      { id: 1, type: 'data_source', data: { title: 'Trailers', source_ids: [TRAILER] } },
      { id: 2, type: 'logic', data: { title: 'Open', name: 'open', condition: 'door == true' } },
      {
        id: 3,
        type: 'webhook',
        data: { title: 'Tell', url: 'https://example.com/door', body: '{"door":{{door}}}', ...webhook },
      },
    ],
    edges: [
      { from: 1, to: 2 },
      { from: 2, to: 3, type: 'then_edge' },
    ],
  });
}
