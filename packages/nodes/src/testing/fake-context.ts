import type {
  DeliveryOutcome,
  EffectRequest,
  JsonValue,
  Message,
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
  #state: JsonValue | undefined;

  /** The context of the next run, with the message's attributes already taken in. */
  nextRun(world: FakeWorld = {}): FakeContext {
    const now = world.now ?? TEST_TIME;
    const messageTime = world.messageTime === undefined ? now : world.messageTime;
    const attributes = world.attributes ?? {};
    for (const [name, value] of Object.entries(attributes)) {
      this.remember(name, { value, generationTime: messageTime ?? now, serverTime: now });
    }
    const message: Message = { messageTime, serverTime: now, attributes, hash: 0 };
    return new FakeContext(this, world, message);
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
  readonly effects: EffectRequest[] = [];
  readonly written: WrittenAttribute[] = [];
  readonly #memory: FakeSource;
  readonly #geofences: readonly number[];

  constructor(memory: FakeSource, world: FakeWorld, message: Message) {
    this.#memory = memory;
    this.#geofences = world.geofences ?? [];
    this.now = message.serverTime;
    this.source = world.source ?? TEST_SOURCE;
    this.message = world.outcome ? null : message;
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

  readState(): JsonValue | undefined {
    return this.#memory.state;
  }

  writeState(state: JsonValue): void {
    this.#memory.state = state;
  }
}
