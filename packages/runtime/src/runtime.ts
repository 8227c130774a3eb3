import type { Delivery, DeliverySpec } from '@signalbox/delivery';
import {
  createProgram,
  createSource,
  latestAttributes,
  restoreSource,
  type NodeCatalogue,
  type Program,
} from '@signalbox/engine';
import type { Sample } from '@signalbox/flow';
import { attempt } from './attempt.ts';
import type { Batch } from './batch.ts';
import { CommandDesk } from './command-desk.ts';
import { Decider } from './decider.ts';
import { GuardBook } from './guard-book.ts';
import { Lane } from './lane.ts';
import { MessageDesk } from './message-desk.ts';
import { PauseReview, REVIEW_START, type ReviewPlace } from './pause-review.ts';
import type {
  Clock,
  DeviceLinks,
  FlowFeed,
  GeofenceIndex,
  Ingress,
  LaneStore,
  LiveSink,
  Logger,
  Pauses,
  SecretVault,
  SourceDirectory,
  TraceStore,
  WebhookSender,
} from './ports.ts';
import { SweepAlarm } from './sweep-alarm.ts';
import { SweepDesk } from './sweep-desk.ts';
import { SourceSlots, type SlotLimits } from './source-slots.ts';
import { StormBreaker } from './storm-breaker.ts';
import { addTally, countStates, createStats, type RuntimeStats } from './stats.ts';
import { TraceDesk } from './trace-desk.ts';
import { WebhookDesk } from './webhook-desk.ts';

export interface RuntimeOptions {
  readonly store: LaneStore;
  readonly directory: SourceDirectory;
  readonly flows: FlowFeed;
  readonly catalogue: NodeCatalogue;
  readonly links: DeviceLinks;
  readonly webhooks: WebhookSender;
  readonly secrets: SecretVault;
  readonly geofences: GeofenceIndex;
  readonly pauses: Pauses;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly live: LiveSink;
  readonly log: Logger;
  /** Left out where nobody can ask why a flow did what it did. */
  readonly traces?: TraceStore;
  /** For tests that want sources to leave the memory early. */
  readonly slots?: SlotLimits;
}

/** The headless runtime: what a server and a worker have in common. */
export interface Runtime {
  readonly ingress: Ingress;
  readonly stats: Readonly<RuntimeStats>;
  /** False while the store refuses commits. */
  readonly storeAvailable: boolean;
  /** Takes up what a stopped process left under way. Call it before any input. */
  start(): void;
  /** Finishes the round at hand. What is under way is taken up at the next start. */
  stop(): Promise<void>;
  /**
   * Asks for a delivery on behalf of a person; resolves when it is stored. With the id of one that
   * ended, that one begins anew: to a webhook's receiver it is the same request. One that is under way
   * stays as it is. As `cancel` and `resumeFlow` it rejects when a fault of ours keeps it from being done.
   */
  request(spec: DeliverySpec): Promise<Delivery>;
  /**
   * Calls back with each new state of a delivery once it is durable; returns what ends that. One
   * listener per delivery: whoever asked for it.
   */
  follow(deliveryId: string, listener: (delivery: Delivery) => void): () => void;
  /** Ends a delivery that has not ended; `undefined` when there is no such delivery. */
  cancel(deliveryId: string, by: string): Promise<Delivery | undefined>;
  /** Lets a flow go on that asked for too much, for a source or for all (`null`); resolves when it is stored. */
  resumeFlow(flowId: number, sourceId: number | null): Promise<void>;
  /** Last reported values of a source's attributes, by name. */
  attributes(sourceId: number): Promise<ReadonlyMap<string, Sample>>;
  /**
   * Keeps a trace of everything that flows do for a source, for 10 minutes.
   * @returns until when, Unix ms; `null` where no traces are kept
   */
  watch(sourceId: number): number | null;
}

/** Composes a runtime from its adapters. */
export function createRuntime(options: RuntimeOptions): Runtime {
  const { store, clock, log, live, random } = options;
  const stats = createStats();
  const slots = new SourceSlots(store, clock, options.slots);
  const program = createProgram(options.flows.current(), options.catalogue);
  const traces = openTraceDesk(options, stats);
  const desks = createDesks(options, { slots, program, traces });
  const { sweeps, webhooks } = desks;
  const alarm = new SweepAlarm(clock, sweeps, () =>
    lane.push({ kind: 'sweep', failed: () => alarm.failed() }),
  );
  const decider = new Decider({ store, slots, ...desks, clock, random });
  const lane: Lane = new Lane({ store, decider, clock, log, stats, release, forget });

  const followers: Followers = new Map();

  function forget(): void {
    slots.clear();
    webhooks.reset();
    sweeps.reset();
  }

  function release(batch: Batch): void {
    try {
      batch.release();
    } finally {
      // Before what people see of it: they must not wait for that, nor suffer from its faults.
      for (const { delivery, order } of batch.orders)
        if (order.type !== 'request_offer') void carryOut(delivery);
      if (batch.isSwept) alarm.answered();
      slots.trim();
      traces?.take(batch.traces, batch.unsent);
      show(batch, { live, stats, followers });
    }
  }

  /** Never throws: how it went comes back as an input. */
  async function carryOut(delivery: Delivery): Promise<void> {
    lane.push({ kind: 'attempt', delivery, event: await attempt(options, delivery) });
  }

  const subscriptions = followChanges(options, { program, alarm, lane, slots });

  return {
    ingress: ingressOf(lane),
    stats,
    get storeAvailable() {
      return lane.storeAvailable;
    },
    start: () => takeUp(lane, alarm),
    async stop() {
      for (const unsubscribe of subscriptions) unsubscribe();
      alarm.stop();
      await lane.stop();
      await traces?.stop();
    },
    follow: (deliveryId, listener) => follow(followers, deliveryId, listener),
    ...asksOf(lane),
    attributes: (sourceId) => readAttributes(store, sourceId),
    watch: (sourceId) => traces?.watch(sourceId) ?? null,
  };
}

interface ChangeParts {
  readonly program: Program;
  readonly alarm: SweepAlarm;
  readonly lane: Lane;
  readonly slots: SourceSlots;
}

/** Takes up what people change: flows, sources, pauses. @returns what ends that */
function followChanges(
  { flows, directory, pauses, log }: RuntimeOptions,
  { program, alarm, lane, slots }: ChangeParts,
): readonly (() => void)[] {
  return [
    flows.subscribe((published) => {
      for (const fault of program.update(published))
        log.error({ reason: fault.message }, 'A flow does not run');
      alarm.flowsChanged();
    }),
    directory.subscribe((sourceIds) => {
      for (const id of sourceIds) {
        if (directory.get(id) !== undefined) continue;
        program.forget(id);
        slots.forget(id);
      }
      alarm.sourcesChanged(sourceIds);
    }),
    pauses.subscribe(() => reviewFrom(lane, REVIEW_START)),
  ];
}

interface DeskParts {
  readonly slots: SourceSlots;
  readonly program: Program;
  readonly traces: TraceDesk | null;
}

function createDesks(options: RuntimeOptions, { slots, program, traces }: DeskParts) {
  const { store, directory, links, log, live, geofences, pauses } = options;
  const messages = new MessageDesk({ slots, store, directory, program, geofences, live, log, traces });
  const commands = new CommandDesk({ slots, directory, links, guards: new GuardBook(geofences), pauses });
  const webhooks = new WebhookDesk(store.deliveries, options.webhooks, pauses);
  const review = new PauseReview({ store: store.deliveries, slots, commands, webhooks, pauses });
  const breaker = new StormBreaker({ store, slots, program, log });
  const sweeps = new SweepDesk({ store, directory, program, slots, messages, log });
  return { messages, commands, webhooks, sweeps, review, breaker };
}

function openTraceDesk({ traces, clock, log }: RuntimeOptions, stats: RuntimeStats): TraceDesk | null {
  return traces === undefined ? null : new TraceDesk({ store: traces, clock, log, stats: stats.traces });
}

type Followers = Map<string, (delivery: Delivery) => void>;

/** @returns what ends it */
function follow(
  followers: Followers,
  deliveryId: string,
  listener: (delivery: Delivery) => void,
): () => void {
  followers.set(deliveryId, listener);
  return () => followers.delete(deliveryId);
}

/** What a stopped process left under way, and what its last pauses did not reach. */
function takeUp(lane: Lane, alarm: SweepAlarm): void {
  lane.push({ kind: 'resume' });
  reviewFrom(lane, REVIEW_START);
  alarm.set();
}

/** Tells what a durable batch did. */
function show(
  batch: Batch,
  { live, stats, followers }: { live: LiveSink; stats: RuntimeStats; followers: Followers },
): void {
  addTally(stats, batch.tally);
  countStates(stats, batch.deliveries);
  for (const delivery of batch.deliveries) followers.get(delivery.spec.id)?.(delivery);
  if (live.watched) for (const event of batch.live) live.emit(event);
}

/** Looks through everything that waits, a part of it per round. */
function reviewFrom(lane: Lane, from: ReviewPlace): void {
  const answer = (next: ReviewPlace | null): void => {
    if (next !== null) reviewFrom(lane, next);
  };
  lane.push({ kind: 'review', from, answer });
}

/** What people ask of the lane; each is answered when it is durable, or when it cannot be done. */
function asksOf(lane: Lane): Pick<Runtime, 'cancel' | 'request' | 'resumeFlow'> {
  return {
    request: (spec) => new Promise((answer, failed) => lane.push({ kind: 'request', spec, answer, failed })),
    cancel: (deliveryId, by) =>
      new Promise((answer, failed) => lane.push({ kind: 'cancel', deliveryId, by, answer, failed })),
    resumeFlow: (flowId, pausedFor) =>
      new Promise((answer, failed) => lane.push({ kind: 'resume_flow', flowId, pausedFor, answer, failed })),
  };
}

function ingressOf(lane: Lane): Ingress {
  return {
    receive: (sourceId, records, onDurable) => lane.push({ kind: 'packet', sourceId, records, onDurable }),
    linkChanged: (sourceId, online) => lane.push({ kind: 'link', sourceId, online }),
    replied: (sourceId, reply) => lane.push({ kind: 'reply', sourceId, reply }),
  };
}

async function readAttributes(store: LaneStore, sourceId: number): Promise<ReadonlyMap<string, Sample>> {
  const stored = (await store.loadSources([sourceId])).get(sourceId);
  if (!stored) return latestAttributes(createSource());
  return latestAttributes(restoreSource(stored.snapshot, stored.tail, stored.nodeStates));
}
