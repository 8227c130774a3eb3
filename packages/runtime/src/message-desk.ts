import { isBehind, snapshotSource, sortPacket, step, stepTraced } from '@signalbox/engine';
import type {
  BoundFlow,
  EngineInput,
  Program,
  SourceState,
  StepEnvironment,
  StepResult,
  SweepInput,
} from '@signalbox/engine';
import type { Delivery } from '@signalbox/delivery';
import type { Message, Timeliness } from '@signalbox/flow';
import type { Batch } from './batch.ts';
import type { Packet } from './lane-input.ts';
import type {
  GeofenceIndex,
  LaneStore,
  LiveSink,
  Logger,
  SourceDirectory,
  SourceRecord,
  StoredTimer,
} from './ports.ts';
import type { SourceSlot, SourceSlots } from './source-slots.ts';
import type { TraceDesk } from './trace-desk.ts';

/** A fresh snapshot is written after this many records, so that a restart replays few. */
const SNAPSHOT_EVERY = 64;
/**
 * Records in a batch per snapshot of a long tail. Devices that report in step have long tails all at once;
 * their snapshots in one batch would hold up the records after it. Four times as many as there must be.
 */
const RECORDS_PER_SNAPSHOT = 16;

export interface MessageDeskOptions {
  readonly slots: SourceSlots;
  readonly store: LaneStore;
  readonly directory: SourceDirectory;
  readonly program: Program;
  readonly geofences: GeofenceIndex;
  readonly live: LiveSink;
  readonly log: Logger;
  /** `null` where nobody can ask why. */
  readonly traces: TraceDesk | null;
}

interface PreparedRecord {
  readonly message: Message;
  known: boolean;
}

/** The records of one packet, oldest first, ready to be stepped. */
export interface PreparedPacket {
  readonly packet: Packet;
  readonly source: SourceRecord | undefined;
  readonly records: readonly PreparedRecord[];
}

/** Runs the flows over records and over how deliveries ended. */
export class MessageDesk {
  readonly #options: MessageDeskOptions;
  readonly #inGeofence: (id: number, latitude: number, longitude: number) => boolean | null;

  constructor(options: MessageDeskOptions) {
    this.#options = options;
    this.#inGeofence = (id, latitude, longitude) => options.geofences.contains(id, latitude, longitude);
  }

  /** Sorts a packet and names its records. */
  prepare(packet: Packet, now: number): PreparedPacket {
    const source = this.#options.directory.get(packet.sourceId);
    if (!source || source.blocked) return { packet, source: undefined, records: [] };
    const sorted = sortPacket(packet.records, now, source.limits);
    const records = sorted.map((message) => ({ message, known: false }));
    return { packet, source, records };
  }

  /**
   * Marks the records that the store already holds. A record newer than all before cannot be one,
   * so that usually the store is not asked.
   */
  async markKnown(packets: readonly PreparedPacket[]): Promise<void> {
    const suspects: { record: PreparedRecord; sourceId: number; messageTime: number; hash: number }[] = [];
    const newest = new Map<number, number>();
    for (const { packet, records } of packets) {
      for (const record of records) {
        const { messageTime } = record.message;
        if (messageTime === null) continue;
        const { sourceId } = packet;
        const seen = newest.get(sourceId) ?? Number.NEGATIVE_INFINITY;
        const behind =
          messageTime < seen || isBehind(this.#options.slots.get(sourceId).state.watermark, messageTime);
        if (behind) suspects.push({ record, sourceId, messageTime, hash: record.message.hash });
        else newest.set(sourceId, messageTime);
      }
    }
    if (suspects.length === 0) return;
    for (const index of await this.#options.store.findKnown(suspects)) {
      const suspect = suspects[index];
      if (suspect) suspect.record.known = true;
    }
  }

  /**
   * Steps the flows over a packet.
   * @param onRecord called for every record that moved the attributes
   */
  run(batch: Batch, prepared: PreparedPacket, onRecord: (slot: SourceSlot, message: Message) => void): void {
    const { packet, source, records } = prepared;
    if (!source) {
      batch.tally.refusedMessages += packet.records.length;
      batch.afterCommit(() => packet.onDurable(new Error('The source is unknown or blocked')));
      return;
    }
    const slot = this.#options.slots.get(packet.sourceId);
    for (const record of records) {
      const { message, known } = record;
      const result = this.#step(batch, slot, source, { kind: 'message', message, known });
      batch.tally.messages[result.timeliness] += 1;
      this.#keep(batch, slot, record, result);
      if (movesAttributes(result.timeliness)) onRecord(slot, message);
    }
    batch.afterCommit(() => packet.onDurable());
  }

  /** Steps the flow that asked for a delivery over how it ended. Its source must be loaded. */
  runOutcome(batch: Batch, delivery: Delivery, succeeded: boolean): void {
    const { origin, id } = delivery.spec;
    const source = origin && this.#options.directory.get(origin.sourceId);
    if (!origin || !source) return;
    const slot = this.#options.slots.get(origin.sourceId);
    this.#stepWithoutRecord(batch, slot, source, {
      kind: 'outcome',
      flowId: origin.flowId,
      nodeId: origin.nodeId,
      outcome: {
        deliveryId: id,
        succeeded,
        state: delivery.state,
        reason: delivery.reason,
        ...(delivery.response && { response: delivery.response }),
      },
    });
  }

  /**
   * Steps the flow whose node set a timer that came due, and takes the timer out of the store. One
   * whose source is gone goes without a step; a blocked one is in no flow. The source must be loaded.
   */
  runTimer(batch: Batch, timer: StoredTimer): void {
    const { sourceId, ...input } = timer;
    batch.putTimer(sourceId, { ...input, at: null });
    const source = this.#options.directory.get(sourceId);
    if (!source) return;
    const slot = this.#options.slots.get(sourceId);
    this.#stepWithoutRecord(batch, slot, source, { kind: 'timer', ...input });
  }

  /** Steps the flows over a change of the device's link. The source must be loaded. */
  runConnection(batch: Batch, sourceId: number, online: boolean): void {
    const source = this.#options.directory.get(sourceId);
    if (!source || source.blocked) return;
    const slot = this.#options.slots.get(sourceId);
    const change = online ? 'online' : 'offline';
    this.#stepWithoutRecord(batch, slot, source, { kind: 'connection', change, at: batch.now });
  }

  /** Steps a flow whose node runs for all its sources. Does nothing for one that is gone or blocked; others must be loaded. */
  runSweep(batch: Batch, sourceId: number, input: SweepInput): void {
    const source = this.#options.directory.get(sourceId);
    if (!source || source.blocked) return;
    this.#stepWithoutRecord(batch, this.#options.slots.get(sourceId), source, input);
  }

  #stepWithoutRecord(batch: Batch, slot: SourceSlot, source: SourceRecord, input: EngineInput): void {
    const result = this.#step(batch, slot, source, input);
    if (result.written) batch.written.add(slot);
  }

  /** Snapshots stand for all records of the batch, so they are taken when it is complete. */
  takeSnapshots(batch: Batch): void {
    for (const slot of new Set([...batch.written, ...batch.ripe])) {
      slot.tailLength = 0;
      batch.snapshots.push({ sourceId: slot.sourceId, snapshot: snapshotSource(slot.state) });
    }
  }

  /** What concerns one flow must not cost more for all the others that there are. */
  #flowsFor(source: SourceRecord, input: EngineInput): readonly BoundFlow[] {
    const { program } = this.#options;
    if (!('flowId' in input)) return program.flowsFor(source);
    const flow = program.flowFor(input.flowId, source);
    return flow === null ? [] : [flow];
  }

  #step(batch: Batch, slot: SourceSlot, source: SourceRecord, input: EngineInput): StepResult {
    const { live, log } = this.#options;
    const result = this.#run(batch, slot.state, input, {
      source,
      limits: source.limits,
      flows: source.blocked ? [] : this.#flowsFor(source, input),
      inGeofence: this.#inGeofence,
    });
    batch.tally.effects += result.effects.length;
    batch.addEffects(result.effects);
    for (const change of result.nodeStates) batch.nodeStates.push({ ...change, sourceId: slot.sourceId });
    for (const change of result.timers) batch.putTimer(slot.sourceId, change);
    for (const fault of result.faults) {
      batch.tally.faults += 1;
      log.error({ ...fault, source_id: slot.sourceId }, 'A node failed; its flow went on without it');
    }
    if (live.watched) {
      for (const visit of result.visits) batch.live.push({ type: 'visit', ...visit });
      for (const { flowId, nodeId } of result.faults) batch.live.push({ type: 'fault', flowId, nodeId });
    }
    return result;
  }

  #run(batch: Batch, state: SourceState, input: EngineInput, environment: StepEnvironment): StepResult {
    const { traces } = this.#options;
    const { flows, source } = environment;
    if (traces === null || flows.length === 0 || !traces.wants(source.id, batch.now))
      return step(state, input, batch.now, environment);
    const traced = stepTraced(state, input, batch.now, environment);
    for (const trace of traced.traces) batch.traces.push(trace);
    return traced.result;
  }

  #keep(batch: Batch, slot: SourceSlot, record: PreparedRecord, result: StepResult): void {
    const { message } = record;
    const { timeliness, written } = result;
    if (this.#options.live.watched) {
      batch.live.push({ type: 'message', sourceId: slot.sourceId, timeliness, message });
    }
    if (timeliness === 'duplicate') return;
    batch.messages.push({
      sourceId: slot.sourceId,
      messageTime: message.messageTime,
      serverTime: message.serverTime,
      timeliness,
      hash: message.hash,
      body: JSON.stringify(message.attributes),
      written,
    });
    if (!movesAttributes(timeliness)) return;
    slot.tailLength += 1;
    const hasTurn = batch.ripe.size * RECORDS_PER_SNAPSHOT < batch.messages.length;
    if (slot.tailLength >= SNAPSHOT_EVERY && hasTurn) batch.ripe.add(slot);
  }
}

function movesAttributes(timeliness: Timeliness): boolean {
  return timeliness === 'live' || timeliness === 'delayed';
}
