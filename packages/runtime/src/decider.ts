import { isEnd, type Delivery, type DeliveryEvent, type DeliverySpec } from '@signalbox/delivery';
import { Batch } from './batch.ts';
import type { CommandDesk } from './command-desk.ts';
import { type LaneInput, sourceOf } from './lane-input.ts';
import type { MessageDesk, PreparedPacket } from './message-desk.ts';
import type { PauseReview } from './pause-review.ts';
import type { Clock, LaneStore } from './ports.ts';
import { type DeliveryRequest, requestOf } from './delivery-request.ts';
import type { SourceSlots } from './source-slots.ts';
import type { StormBreaker } from './storm-breaker.ts';
import type { SweepDesk } from './sweep-desk.ts';
import type { WebhookDesk } from './webhook-desk.ts';

/** Stored timers that one round takes. */
const DUE_LIMIT = 500;

export interface DeciderOptions {
  readonly store: LaneStore;
  readonly slots: SourceSlots;
  readonly messages: MessageDesk;
  readonly commands: CommandDesk;
  readonly webhooks: WebhookDesk;
  readonly review: PauseReview;
  readonly breaker: StormBreaker;
  readonly sweeps: SweepDesk;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Turns inputs into one batch: reads the store where it must, and has no other effect. */
export class Decider {
  readonly #options: DeciderOptions;

  constructor(options: DeciderOptions) {
    this.#options = options;
  }

  /** @throws what the store throws when it cannot be read */
  async decide(inputs: readonly LaneInput[]): Promise<Batch> {
    const { clock, slots, messages, webhooks } = this.#options;
    const batch = new Batch(clock.now());
    await slots.load(inputs.map(sourceOf).filter((id) => id !== null));
    const packets = inputs
      .filter((input) => input.kind === 'packet')
      .map((packet) => messages.prepare(packet, batch.now));
    await messages.markKnown(packets);
    await this.#consultStore(batch, inputs);
    const unanswered = await this.#answerKnown(batch, inputs);
    this.#handleAll(batch, await this.#bringUpToDate(unanswered), packets);
    webhooks.pump(batch, await webhooks.takeBacklog(batch.now));
    await this.#followUp(batch);
    messages.takeSnapshots(batch);
    return batch;
  }

  /** Inputs that begin with what the store holds. */
  async #consultStore(batch: Batch, inputs: readonly LaneInput[]): Promise<void> {
    for (const input of inputs) {
      if (input.kind === 'wake') await this.#fireTimers(batch);
      if (input.kind === 'resume') await this.#resume(batch);
      if (input.kind === 'cancel') await this.#cancel(batch, input);
      if (input.kind === 'review') {
        const next = await this.#options.review.round(batch, input.from);
        batch.afterCommit(() => input.answer(next));
      }
      if (input.kind === 'resume_flow') await this.#resumeFlow(batch, input);
    }
    // As many as may have been asked for: one share of a batch.
    if (inputs.some(({ kind }) => kind === 'sweep')) await this.#options.sweeps.advance(batch);
  }

  /** A webhook that is asked for again while it waits in the store is what whoever asks gets. */
  async #answerKnown(batch: Batch, inputs: readonly LaneInput[]): Promise<readonly LaneInput[]> {
    const ids = inputs.flatMap(webhookAskedFor);
    if (ids.length === 0) return inputs;
    const stored = await this.#options.store.deliveries.get(ids);
    return inputs.filter((input) => {
      const delivery = input.kind === 'request' ? stored.get(input.spec.id) : undefined;
      if (input.kind !== 'request' || delivery === undefined || isEnd(delivery.state)) return true;
      batch.afterCommit(() => input.answer(batch.latest(input.spec.id) ?? delivery));
      return false;
    });
  }

  /**
   * How an attempt went belongs to the delivery as it stands now: it may have ended meanwhile, as
   * when a device's reply overtakes the link's own word that the command is out.
   */
  async #bringUpToDate(inputs: readonly LaneInput[]): Promise<readonly LaneInput[]> {
    const attempts = inputs.filter((input) => input.kind === 'attempt');
    if (attempts.every(({ delivery }) => this.#inMemory(delivery.spec))) return inputs;
    const ids = attempts.map(({ delivery }) => delivery.spec.id);
    const stored = await this.#options.store.deliveries.get(ids);
    return inputs.map((input) => {
      if (input.kind !== 'attempt') return input;
      const { delivery, event } = input;
      return { kind: 'attempt', delivery: stored.get(delivery.spec.id) ?? delivery, event };
    });
  }

  #inMemory(spec: DeliverySpec): Delivery | undefined {
    const { slots, webhooks } = this.#options;
    if (spec.kind === 'webhook') return webhooks.sending(spec.id);
    return slots.get(spec.targetSourceId).commands.get(spec.id);
  }

  #handleAll(batch: Batch, inputs: readonly LaneInput[], packets: readonly PreparedPacket[]): void {
    let nextPacket = 0;
    for (const input of inputs) {
      if (input.kind !== 'packet') {
        this.#handle(batch, input);
        continue;
      }
      const packet = packets[nextPacket];
      nextPacket += 1;
      if (packet) this.#runPacket(batch, packet);
    }
  }

  #runPacket(batch: Batch, packet: PreparedPacket): void {
    const { commands, messages } = this.#options;
    messages.run(batch, packet, (slot, message) => commands.report(batch, slot, message));
  }

  #handle(batch: Batch, input: LaneInput): void {
    const { commands, slots } = this.#options;
    if (input.kind === 'link') {
      batch.live.push({ type: 'link', sourceId: input.sourceId, online: input.online });
      batch.stirred.add(input.sourceId);
      this.#options.messages.runConnection(batch, input.sourceId, input.online);
      if (!input.online) commands.disconnect(batch, slots.get(input.sourceId), this.#options.random);
    }
    if (input.kind === 'reply') commands.reply(batch, slots.get(input.sourceId), input.reply);
    if (input.kind === 'attempt') this.#apply(batch, this.#current(input.delivery), input.event);
    if (input.kind === 'cancel') this.#cancelNew(batch, input);
    if (input.kind === 'request') {
      const { spec, answer } = input;
      // By a person, so that no flow answers for it, not even the one whose delivery is sent again.
      const delivery = this.#known(batch, spec) ?? this.#admit(batch, spec);
      batch.afterCommit(() => answer(batch.latest(spec.id) ?? delivery));
    }
  }

  /**
   * Commands go out and deliveries end, which may wake wires of their flows, which may ask for
   * more. Ends because flows are acyclic: every round of it is further down its flow.
   */
  async #followUp(batch: Batch): Promise<void> {
    do {
      const { effects, ended } = batch.takeConsequences();
      const asked = effects.map((effect) => requestOf(effect, batch.now));
      await this.#options.slots.load([
        ...batch.stirred,
        ...ended.flatMap(originOf),
        ...asked.flatMap(targetOf),
      ]);
      for (const { delivery, succeeded } of ended) {
        this.#options.messages.runOutcome(batch, delivery, succeeded);
      }
      for (const request of asked) this.#admitEffect(batch, request);
      this.#pump(batch);
    } while (batch.hasConsequences);
  }

  /** Takes in what a flow asks for, unless it is asked for already, not needed or too much. */
  #admitEffect(batch: Batch, request: DeliveryRequest): void {
    const { spec } = request;
    if (this.#known(batch, spec)) return;
    if (this.#options.commands.isNeedless(request)) {
      batch.tally.skippedEffects += 1;
      batch.unsent.set(spec.id, 'not_needed');
    } else if (this.#options.breaker.admits(batch, spec)) this.#admit(batch, spec);
    else batch.unsent.set(spec.id, 'paused');
  }

  #admit(batch: Batch, spec: DeliverySpec): Delivery {
    const { commands, webhooks } = this.#options;
    return spec.kind === 'command' ? commands.admit(batch, spec) : webhooks.admit(batch, spec);
  }

  /** The delivery of this id, if it is under way. */
  #known(batch: Batch, spec: DeliverySpec): Delivery | undefined {
    const known = batch.latest(spec.id) ?? this.#inMemory(spec);
    return known === undefined || isEnd(known.state) ? undefined : known;
  }

  #pump(batch: Batch): void {
    const stirred = [...batch.stirred];
    for (const sourceId of stirred) this.#options.commands.pump(batch, sourceId);
    batch.stirred.clear();
    this.#options.webhooks.pump(batch);
  }

  #apply(batch: Batch, delivery: Delivery, event: DeliveryEvent): Delivery {
    const { commands, webhooks } = this.#options;
    const desk = delivery.spec.kind === 'command' ? commands : webhooks;
    return desk.apply(batch, delivery, event);
  }

  /** Brings a stored delivery's target into memory, so that one copy of it exists. */
  async #adopt(deliveries: readonly Delivery[]): Promise<readonly Delivery[]> {
    await this.#options.slots.load(deliveries.flatMap(targetOf));
    return deliveries.map((delivery) => this.#current(delivery));
  }

  #current(delivery: Delivery): Delivery {
    const { commands, webhooks } = this.#options;
    return delivery.spec.kind === 'command' ? commands.current(delivery) : webhooks.current(delivery);
  }

  async #fireTimers(batch: Batch): Promise<void> {
    const due = await this.#adopt(await this.#options.store.deliveries.due(batch.now, DUE_LIMIT));
    for (const delivery of due) this.#fireTimersOf(batch, delivery);
    await this.#fireNodeTimers(batch);
  }

  /** Timers of nodes, before the messages of the round: they were due when those arrived. */
  async #fireNodeTimers(batch: Batch): Promise<void> {
    const { messages, slots, store } = this.#options;
    const due = await store.dueTimers(batch.now, DUE_LIMIT);
    await slots.load(due.map(({ sourceId }) => sourceId));
    for (const timer of due) {
      // Another wake-up of this round has fired it, or one that fired before it has changed it.
      if (!batch.hasTimer(timer.sourceId, timer)) messages.runTimer(batch, timer);
    }
  }

  /** A timer that fires may cancel others, so the next one is looked up anew. */
  #fireTimersOf(batch: Batch, delivery: Delivery): void {
    let current = delivery;
    for (;;) {
      const timer = earliestTimer(current);
      if (timer === null || timer.at > batch.now) return;
      const random = this.#options.random();
      const next = this.#apply(batch, current, { type: 'due', at: batch.now, random, timer: timer.name });
      if (next === current) return;
      current = next;
    }
  }

  async #resume(batch: Batch): Promise<void> {
    for (const delivery of await this.#adopt(await this.#options.store.deliveries.interrupted())) {
      this.#apply(batch, delivery, { type: 'resumed', at: batch.now, random: this.#options.random() });
    }
    await this.#fireNodeTimers(batch);
  }

  async #resumeFlow(batch: Batch, input: Extract<LaneInput, { kind: 'resume_flow' }>): Promise<void> {
    await this.#options.breaker.resume(batch, input.flowId, input.pausedFor);
    batch.afterCommit(input.answer);
  }

  async #cancel(batch: Batch, input: Extract<LaneInput, { kind: 'cancel' }>): Promise<void> {
    const stored = await this.#options.store.deliveries.get([input.deliveryId]);
    const [delivery] = await this.#adopt([...stored.values()]);
    if (delivery) this.#apply(batch, delivery, { type: 'cancelled', at: batch.now, by: input.by });
    batch.afterCommit(() => input.answer(batch.latest(input.deliveryId) ?? delivery));
  }

  /** Asked for and called off between two rounds: the store does not know it yet. */
  #cancelNew(batch: Batch, { deliveryId, by }: Extract<LaneInput, { kind: 'cancel' }>): void {
    const delivery = batch.latest(deliveryId);
    if (delivery) this.#apply(batch, delivery, { type: 'cancelled', at: batch.now, by });
  }
}

function originOf({ delivery }: { delivery: Delivery }): readonly number[] {
  return delivery.spec.origin ? [delivery.spec.origin.sourceId] : [];
}

function webhookAskedFor(input: LaneInput): readonly string[] {
  return input.kind === 'request' && input.spec.kind === 'webhook' ? [input.spec.id] : [];
}

function targetOf({ spec }: { spec: DeliverySpec }): readonly number[] {
  return spec.kind === 'command' ? [spec.targetSourceId] : [];
}

function earliestTimer(delivery: Delivery): { name: string; at: number } | null {
  const timers = Object.entries(delivery.timers).map(([name, at]) => ({ name, at }));
  return timers.toSorted((a, b) => a.at - b.at)[0] ?? null;
}
