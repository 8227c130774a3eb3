import {
  conflicts,
  contradicts,
  createDelivery,
  type Delivery,
  type DeliveryEvent,
  isEnd,
  isShownBy,
  occupiesSlot,
  proofAttribute,
  proofOf,
  sameWish,
} from '@signalbox/delivery';
import type { CommandSpec, DeliveryProof } from '@signalbox/delivery';
import { lastKnown } from '@signalbox/engine';
import { deliveryReason } from '@signalbox/flow';
import type { Command, Message } from '@signalbox/flow';
import type { Batch } from './batch.ts';
import type { DeliveryRequest } from './delivery-request.ts';
import type { GuardBook } from './guard-book.ts';
import type { DeviceLinks, EngineEffect, DeviceReply, Pauses, SourceDirectory } from './ports.ts';
import { moveDelivery, recordDelivery } from './record-delivery.ts';
import { type CommandDelivery, isCommand, type SourceSlot, type SourceSlots } from './source-slots.ts';

export interface CommandDeskOptions {
  readonly slots: SourceSlots;
  readonly directory: SourceDirectory;
  readonly links: DeviceLinks;
  readonly guards: GuardBook;
  readonly pauses: Pauses;
}

const OFFERABLE = new Set(['queued', 'waiting_for_device', 'guarded']);
const AWAITS_PROOF = new Set(['sending', 'awaiting_reply', 'confirming']);

/**
 * Sees commands through, one in flight per device (design, section 6). It decides only; the lane
 * commits what it decided and then carries out the orders.
 */
export class CommandDesk {
  readonly #slots: SourceSlots;
  readonly #directory: SourceDirectory;
  readonly #links: DeviceLinks;
  readonly #guards: GuardBook;
  readonly #pauses: Pauses;

  constructor(options: CommandDeskOptions) {
    this.#slots = options.slots;
    this.#directory = options.directory;
    this.#links = options.links;
    this.#guards = options.guards;
    this.#pauses = options.pauses;
  }

  /**
   * Whether what a flow asks for need not be asked of the device: it reports the wanted state, or the
   * wish is under way. Only where the flow agrees to that. The target's slot must be loaded.
   */
  isNeedless(request: DeliveryRequest): boolean {
    if (!('skipIfAlready' in request) || !request.skipIfAlready) return false;
    const { targetSourceId, command } = request.spec;
    return this.#isAlreadySo(this.#slots.get(targetSourceId), command);
  }

  /** Takes a command in: that it waits already, whoever calls knows. The target's slot must be loaded. */
  admit(batch: Batch, spec: CommandSpec): Delivery {
    const slot = this.#slots.get(spec.targetSourceId);
    const delivery = { ...createDelivery(spec, batch.now).delivery, spec };
    recordDelivery(batch, delivery);
    this.#remember(batch, delivery);
    const refusal = this.#refusalOf(spec);
    if (refusal !== null) return this.#refuse(batch, delivery, refusal);
    this.#supersedeWaiting(batch, slot, delivery);
    return delivery;
  }

  /** Moves a delivery by one fact; a fact that does not fit its state changes nothing. */
  apply(batch: Batch, delivery: Delivery, event: DeliveryEvent): Delivery {
    const next = moveDelivery(batch, delivery, event, { recognisesId: this.#recognisesId(delivery) });
    this.#remember(batch, next);
    return next;
  }

  /** The delivery as its source's slot knows it, else as the store gave it. */
  current(stored: Delivery): Delivery {
    if (!isCommand(stored)) return stored;
    return this.#slots.get(stored.spec.targetSourceId).commands.get(stored.spec.id) ?? stored;
  }

  /** The device answered. An answer to something that is not open changes nothing. */
  reply(batch: Batch, slot: SourceSlot, reply: DeviceReply): void {
    const delivery = slot.commands.get(reply.deliveryId);
    if (!delivery) return;
    const { status, text } = reply;
    this.apply(batch, delivery, { type: 'replied', at: batch.now, status, text });
  }

  /** A fresh record of the device: proves what it shows. */
  report(batch: Batch, slot: SourceSlot, message: Message): void {
    if (slot.commands.size === 0 || message.messageTime === null) return;
    batch.stirred.add(slot.sourceId);
    for (const delivery of slot.commands.values()) {
      if (!AWAITS_PROOF.has(delivery.state)) continue;
      if (delivery.sentAt === null || message.messageTime <= delivery.sentAt) continue;
      const asWanted = proofOf(delivery.spec.command, message.attributes);
      if (asWanted === null) continue;
      const proof = shownIn(delivery.spec.command, message);
      this.apply(batch, delivery, { type: 'reported', at: batch.now, asWanted, ...(proof ? { proof } : {}) });
    }
  }

  /** Offers the device's slot to the oldest command that can use it. */
  pump(batch: Batch, sourceId: number): void {
    const slot = this.#slots.get(sourceId);
    const open = [...slot.commands.values()];
    if (open.some((delivery) => occupiesSlot(delivery.state))) return;
    const online = this.#links.isOnline(sourceId);
    for (const delivery of open) {
      if (!OFFERABLE.has(delivery.state) || this.#hold(batch, delivery)) continue;
      const next = this.#offer(batch, slot, delivery, online);
      if (!occupiesSlot(next.state)) continue;
      this.#supersedeUnproven(batch, slot, delivery);
      return;
    }
  }

  /** Those that were held back take their turn again; what is paused is held again by it. */
  releaseHeld(batch: Batch, slot: SourceSlot): void {
    batch.stirred.add(slot.sourceId);
    for (const delivery of slot.commands.values()) {
      if (delivery.state === 'guarded' && this.#pauses.reasonFor(delivery.spec) === null)
        this.apply(batch, delivery, { type: 'released', at: batch.now });
    }
  }

  /** Whether people have paused it; a delivery that already says so is left as it is. */
  #hold(batch: Batch, delivery: CommandDelivery): boolean {
    const reason = this.#pauses.reasonFor(delivery.spec);
    if (reason === null) return false;
    if (delivery.state !== 'guarded' || delivery.reason !== reason)
      this.apply(batch, delivery, { type: 'held', at: batch.now, reason });
    return true;
  }

  /**
   * Judges the command as if it were asked for now: since then the device may have been blocked, or
   * an output of it have been named as one that stops the engine.
   */
  #offer(batch: Batch, slot: SourceSlot, delivery: CommandDelivery, online: boolean): Delivery {
    const { spec } = delivery;
    const refusal = this.#refusalOf(spec);
    if (refusal !== null) return this.#refuse(batch, delivery, refusal);
    const newer = this.#replacementOf(slot, delivery);
    if (newer) return this.apply(batch, delivery, { type: 'superseded', at: batch.now, by: newer.spec.id });
    const duty = this.#directory.engineDutyOf(spec.targetSourceId, spec.command);
    const guards = [duty.guard, spec.guard];
    const verdict = online ? this.#guards.evaluate(guards, slot, batch.now) : { guard: true };
    const offer = { type: 'offered', at: batch.now, online, ...verdict } as const;
    // Explained where it decides something: not again while it keeps the command waiting.
    const decides = online && (delivery.state !== 'guarded' || verdict.guard === true);
    const explained = decides ? this.#guards.explain(guards, slot, batch.now) : [];
    return this.apply(batch, delivery, explained.length === 0 ? offer : { ...offer, explained });
  }

  /** The link is gone: what was in flight cannot be answered any more. */
  disconnect(batch: Batch, slot: SourceSlot, random: () => number): void {
    for (const delivery of slot.commands.values()) {
      this.apply(batch, delivery, { type: 'disconnected', at: batch.now, random: random() });
    }
  }

  #isAlreadySo({ commands, state }: SourceSlot, command: Command): boolean {
    const attribute = proofAttribute(command);
    if (attribute === null) return false;
    const newest = commands.size > 0 ? newestAbout(commands, command) : undefined;
    if (newest) return sameWish(command, newest.spec.command);
    return isShownBy(command, lastKnown(state, attribute)?.value) === true;
  }

  /** A newer wish makes older ones pointless that still wait. */
  #supersedeWaiting(batch: Batch, slot: SourceSlot, newer: CommandDelivery): void {
    for (const older of slot.commands.values()) {
      if (AWAITS_PROOF.has(older.state) || !this.#replaces(newer, older)) continue;
      this.apply(batch, older, { type: 'superseded', at: batch.now, by: newer.spec.id });
    }
  }

  /**
   * A command that was on its way when a newer wish came, and whose link was lost or process died:
   * sent again now, it would go out before what was asked for after it, or wait and undo that.
   */
  #replacementOf(slot: SourceSlot, delivery: CommandDelivery): CommandDelivery | undefined {
    const open = [...slot.commands.values()];
    const at = open.findIndex(({ spec }) => spec.id === delivery.spec.id);
    return open.slice(at + 1).find((newer) => this.#replaces(newer, delivery));
  }

  /** A newer wish, or freeing the engine, which calls off every cut, in whatever words either was said. */
  #replaces(newer: CommandDelivery, older: CommandDelivery): boolean {
    if (newer.spec.id === older.spec.id) return false;
    if (conflicts(newer.spec.command, older.spec.command)) return true;
    return this.#effectOf(older) === 'cuts' && this.#effectOf(newer) === 'restores';
  }

  #effectOf({ spec }: CommandDelivery): EngineEffect {
    return this.#directory.engineDutyOf(spec.targetSourceId, spec.command).effect;
  }

  /** The opposite is on its way: the proof of an older one can never come. */
  #supersedeUnproven(batch: Batch, slot: SourceSlot, newer: CommandDelivery): void {
    for (const older of slot.commands.values()) {
      if (older.state !== 'confirming' || !contradicts(newer.spec.command, older.spec.command)) continue;
      this.apply(batch, older, { type: 'superseded', at: batch.now, by: newer.spec.id });
    }
  }

  #refusalOf(spec: CommandSpec): string | null {
    const target = this.#directory.get(spec.targetSourceId);
    if (!target) return deliveryReason('device_gone');
    if (target.blocked) return deliveryReason('device_blocked');
    // A person's call needs no guard of its own: who took the device's away has decided that.
    const guarded = spec.guard !== null || spec.origin === null;
    return this.#directory.refusalOf(spec.targetSourceId, spec.command, guarded);
  }

  #refuse(batch: Batch, delivery: Delivery, reason: string): Delivery {
    return this.apply(batch, delivery, {
      type: 'failed',
      at: batch.now,
      random: 0,
      failure: { retry: 'never', reason },
    });
  }

  #recognisesId({ spec }: Delivery): boolean {
    return spec.kind === 'command' && this.#directory.recognisesId(spec.targetSourceId);
  }

  #remember(batch: Batch, delivery: Delivery): void {
    if (!isCommand(delivery)) return;
    const { id, targetSourceId } = delivery.spec;
    const { commands } = this.#slots.get(targetSourceId);
    batch.stirred.add(targetSourceId);
    if (isEnd(delivery.state)) commands.delete(id);
    else commands.set(id, delivery);
  }
}

/** What of the record tells about the command. */
function shownIn(command: Command, { attributes, messageTime }: Message): DeliveryProof | null {
  const attribute = proofAttribute(command);
  const value = attribute === null ? undefined : attributes[attribute];
  if (attribute === null || value === undefined || messageTime === null) return null;
  return { messageTime, attribute, value };
}

/** The newest open command that wants the same as this one or its opposite. */
function newestAbout(
  commands: ReadonlyMap<string, CommandDelivery>,
  command: Command,
): CommandDelivery | undefined {
  return [...commands.values()].findLast(
    ({ spec }) => sameWish(command, spec.command) || contradicts(command, spec.command),
  );
}
