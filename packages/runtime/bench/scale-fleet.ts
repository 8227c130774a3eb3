import { DEFAULT_TIMELINESS, flowDocumentSchema } from '@signalbox/flow';
import type { JsonValue, Message, PublishedFlow } from '@signalbox/flow';
import { nodeCatalogue } from '@signalbox/nodes/runtimes';
import { NO_PAUSES, NO_SECRETS, createRuntime } from '../src/index.ts';
import type { Clock, Commit, LaneStore, Runtime, SourceRecord } from '../src/index.ts';
import { MemoryStore } from '../src/testing/memory-store.ts';

const START = Date.UTC(2026, 10, 20, 10);
const INTERVAL_MS = 100;
const LINES = 40;
const UNDER_WAY = 1000;

/** Keeps nothing: what is measured is what the runtime keeps. */
class NoStore extends MemoryStore {
  /** Versions of the flows whose effects were committed, in order. */
  readonly versions: number[] = [];

  override async loadSources(): ReturnType<LaneStore['loadSources']> {
    return new Map();
  }

  override async commit({ deliveries }: Commit): Promise<void> {
    for (const { spec } of deliveries) {
      if (spec.origin) this.versions.push(spec.origin.flowVersion);
    }
  }
}

/** A runtime over so many flows and sources, each source in one flow. */
export class ScaleFleet {
  readonly runtime: Runtime;
  readonly store = new NoStore();
  readonly #sources: readonly SourceRecord[];
  #flows: readonly PublishedFlow[];
  #publish: (flows: readonly PublishedFlow[]) => void = () => {};
  #time = START;

  constructor(flows: number, sources: number) {
    this.#sources = Array.from({ length: sources }, (_, index) => sourceOf(index + 1));
    const perFlow = Math.max(1, Math.ceil(sources / flows));
    this.#flows = Array.from({ length: flows }, (_, index) => flowOf(index + 1, index * perFlow, perFlow));
    this.runtime = this.#compose();
  }

  /**
   * Records of the sources in turn; resolves when the last one is durable.
   * @param sources only the first so many
   */
  async send(speed: number, turns: number, sources = this.#sources.length): Promise<void> {
    let sent = 0;
    for (let turn = 1; turn <= turns; turn++) {
      this.#time += INTERVAL_MS;
      for (let id = 1; id <= sources; id++) {
        sent += 1;
        const isLast = turn === turns && id === sources;
        const durable = this.#send(id, speed);
        // As transports do, which take no more until what is under way is acknowledged.
        if (isLast || sent % UNDER_WAY === 0) await durable;
      }
    }
  }

  #send(id: number, speed: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.runtime.ingress.receive(id, [recordAt(this.#time, id, speed)], () => resolve());
    return promise;
  }

  /** Resolves when what became durable is counted. */
  async settled(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Publishes the next version of the first flow. @returns how long the lane is held up, ms */
  publishNext(): number {
    const [first, ...others] = this.#flows;
    if (!first) return 0;
    this.#flows = [{ ...first, version: first.version + 1 }, ...others];
    const begun = performance.now();
    this.#publish(this.#flows);
    return performance.now() - begun;
  }

  #compose(): Runtime {
    const byId = new Map(this.#sources.map((source) => [source.id, source]));
    const clock: Clock = {
      now: () => this.#time,
      wakeAt: () => () => {},
      soon: (callback) => void setImmediate(callback),
    };
    return createRuntime({
      store: this.store,
      directory: {
        get: (id) => byId.get(id),
        list: () => this.#sources,
        subscribe: () => () => {},
        refusalOf: () => null,
        engineDutyOf: () => ({ effect: 'none', guard: null }),
        recognisesId: () => true,
      },
      flows: {
        current: () => this.#flows,
        subscribe: (changed) => {
          this.#publish = changed;
          return () => {};
        },
      },
      catalogue: nodeCatalogue,
      links: { isOnline: () => false, send: async () => null },
      webhooks: {
        capacity: 1,
        send: async () => ({ ok: true, status: 200, body: null }),
        admission: () => ({ places: 1, pausedUntil: null }),
      },
      geofences: { contains: () => null },
      pauses: NO_PAUSES,
      secrets: NO_SECRETS,
      clock,
      random: () => 0.5,
      live: { watched: false, emit: () => {} },
      log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    });
  }
}

function sourceOf(id: number): SourceRecord {
  return {
    id,
    deviceId: `35000000${String(id).padStart(7, '0')}`,
    model: 'ngp_generic',
    label: `Van ${id}`,
    labels: ['van', `depot-${id % LINES}`],
    blocked: false,
    limits: DEFAULT_TIMELINESS,
    engineCut: null,
  };
}

/** Faster than 80 switches output 1 on, for the sources after `from`. */
function flowOf(id: number, from: number, count: number): PublishedFlow {
  const sourceIds = Array.from({ length: count }, (_, index) => from + index + 1);
  const document = flowDocumentSchema.parse({
    title: `Speeding ${id}`,
    nodes: [
      { id: 1, type: 'data_source', data: { title: 'Vans', source_ids: sourceIds } },
      { id: 2, type: 'logic', data: { title: 'Fast?', name: 'speeding', condition: 'speed > 80' } },
      { id: 3, type: 'action', data: { actions: [{ type: 'set_output', number: 1, value: true }] } },
      { id: 4, type: 'note', data: { text: 'Told by the dispatcher' } },
    ],
    edges: [
      { from: 1, to: 2 },
      { from: 2, to: 3, type: 'then_edge' },
    ],
  });
  return { id, version: 1, document };
}

function recordAt(time: number, id: number, speed: number): Message {
  const wave = Math.sin(id + time / 70_000);
  const attributes: Record<string, JsonValue> = {
    latitude: 59.4 + wave / 100,
    longitude: 24.7 + wave / 50,
    altitude: 31 + (id % 9),
    speed: speed + wave,
    heading: id % 360,
    satellites: 7 + (id % 6),
    hdop: 0.9,
    fix_type: 'HAS_FIX',
    event_id: 401,
    ignition: true,
    is_moving: true,
    battery_voltage: 4.05,
    board_voltage: 13.8 + wave / 10,
    hardware_mileage: 52_340.1 + time / 1e9,
    input_status: 1,
    output_status: 0,
  };
  return { messageTime: time, serverTime: time, attributes, hash: id * 7919 + (time % 1_000_003) };
}
