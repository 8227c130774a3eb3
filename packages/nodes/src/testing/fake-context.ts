import type {
  ConnectionChange,
  DeliveryOutcome,
  EffectRequest,
  JsonValue,
  Message,
  RecordTimes,
  RunContext,
  Sample,
  Source,
  Timeliness,
} from '@signalbox/flow';

/** 2026-03-02 08:00:00 UTC: when the messages of tests are made, unless they say otherwise. */
export const TEST_TIME = Date.UTC(2026, 2, 2, 8);

export const TEST_SOURCE: Source = {
  id: 7,
  deviceId: '350000000000007',
  model: 'fmb920',
  label: 'Van 7',
  labels: ['vans', 'north'],
};

/** What a test says of the world of one run; everything may be left out. */
export interface FakeWorld {
  readonly source?: Source;
  /** Attributes of the message at hand. */
  readonly attributes?: Readonly<Record<string, JsonValue>>;
  readonly messageTime?: number | null;
  readonly now?: number;
  readonly timeliness?: Timeliness;
  readonly outcome?: DeliveryOutcome;
  /** The node's own timer that came due; there is no message then. */
  readonly timer?: string;
  readonly connection?: ConnectionChange;
  /** The schedule's time that started the run; there is no message then. */
  readonly occurrence?: number;
  /** Since when the node watches the source, as what made it run; there is no message then. */
  readonly begun?: number;
  /** A node that watches runs without a wire that leads to it. */
  readonly arrived?: boolean;
  /** Ids of geofences that hold every position. */
  readonly geofences?: readonly number[];
}

/** An attribute as a node wrote it. */
export interface WrittenAttribute {
  readonly name: string;
  readonly value: JsonValue;
  readonly generationTime: number | undefined;
  readonly serverTime: number | undefined;
}

/**
 * A source's memory over several runs of one node: what was written is read by the next run, as in
 * the engine. It keeps no more of the engine's rules than nodes can see.
 */
export class FakeSource {
  readonly #samples = new Map<string, Sample[]>();
  /** Timers that wait, by name. */
  readonly timers = new Map<string, number>();
  lastRecord: RecordTimes | null = null;
  #state: JsonValue | undefined;

  /** The context of the next run, with the message's attributes already taken in. */
  nextRun(world: FakeWorld = {}): FakeContext {
    const now = world.now ?? TEST_TIME;
    const messageTime = world.messageTime === undefined ? now : world.messageTime;
    const attributes = world.attributes ?? {};
    const { outcome, timer, connection, occurrence, begun } = world;
    const isMessage = [outcome, timer, connection, occurrence, begun].every((cause) => cause === undefined);
    if (isMessage) this.lastRecord = { generationTime: messageTime ?? now, serverTime: now };
    if (world.timer !== undefined) this.timers.delete(world.timer);
    for (const [name, value] of Object.entries(attributes)) {
      this.remember(name, { value, generationTime: messageTime ?? now, serverTime: now });
    }
    const message: Message = { messageTime, serverTime: now, attributes, hash: 0 };
    return new FakeContext(this, world, { now, message: isMessage ? message : null });
  }

  remember(name: string, sample: Sample): void {
    this.#samples.set(name, [sample, ...(this.#samples.get(name) ?? [])]);
  }

  samples(name: string): readonly Sample[] {
    return this.#samples.get(name) ?? [];
  }

  get state(): JsonValue | undefined {
    return this.#state;
  }

  set state(state: JsonValue | undefined) {
    this.#state = state;
  }
}

/** Stands in for the engine during one run of one node, and keeps what the node did. */
export class FakeContext implements RunContext {
  readonly now: number;
  readonly source: Source;
  readonly message: Message | null;
  readonly timeliness: Timeliness;
  readonly outcome: DeliveryOutcome | null;
  readonly timer: string | null;
  readonly connection: ConnectionChange | null;
  readonly occurrence: number | null;
  readonly begun: number | null;
  readonly arrived: boolean;
  readonly effects: EffectRequest[] = [];
  readonly written: WrittenAttribute[] = [];
  readonly #memory: FakeSource;
  readonly #geofences: readonly number[];

  constructor(memory: FakeSource, world: FakeWorld, run: { now: number; message: Message | null }) {
    this.#memory = memory;
    this.#geofences = world.geofences ?? [];
    this.now = run.now;
    this.source = world.source ?? TEST_SOURCE;
    this.message = run.message;
    this.timer = world.timer ?? null;
    this.connection = world.connection ?? null;
    this.occurrence = world.occurrence ?? null;
    this.begun = world.begun ?? null;
    this.arrived = world.arrived ?? true;
    this.timeliness = world.timeliness ?? 'live';
    this.outcome = world.outcome ?? null;
  }

  attribute(name: string): JsonValue {
    return this.sample(name, 0, 'valid')?.value ?? null;
  }

  sample(name: string, index: number, mode: 'all' | 'valid'): Sample | undefined {
    const samples = this.#memory.samples(name);
    return mode === 'all' ? samples[index] : samples.filter(({ value }) => value !== null)[index];
  }

  inGeofence(geofenceId: number): boolean {
    return this.#geofences.includes(geofenceId);
  }

  writeAttribute(name: string, value: JsonValue, generationTime?: number, serverTime?: number): void {
    this.written.push({ name, value, generationTime, serverTime });
    this.#memory.remember(name, {
      value,
      generationTime: generationTime ?? this.message?.messageTime ?? this.now,
      serverTime: serverTime ?? this.now,
    });
  }

  emit(effect: EffectRequest): void {
    this.effects.push(effect);
  }

  get lastRecord(): RecordTimes | null {
    return this.#memory.lastRecord;
  }

  setTimer(name: string, at: number): void {
    this.#memory.timers.set(name, at);
  }

  cancelTimer(name: string): void {
    this.#memory.timers.delete(name);
  }

  readState(): JsonValue | undefined {
    return this.#memory.state;
  }

  writeState(state: JsonValue): void {
    this.#memory.state = state;
  }
}
