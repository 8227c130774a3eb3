import { deliveryReason } from '@signalbox/flow';
import type { DeliverySpec } from '@signalbox/delivery';
import type { Pauses } from '@signalbox/runtime';
import type { Storage } from '@signalbox/storage';
import { z } from 'zod';

const SETTING = 'pauses';

const pauseSchema = z.object({ by: z.string(), at: z.number() });
const stateSchema = z.object({
  all: pauseSchema.nullable(),
  flows: z.record(z.string(), pauseSchema),
  sources: z.record(z.string(), pauseSchema),
});

/** Who paused it, and when (Unix ms). */
export type Pause = z.infer<typeof pauseSchema>;
type PauseState = z.infer<typeof stateSchema>;

/** What can be paused: every command to devices, those to one device, or all that one flow asks for. */
export type Pausable = 'all' | { readonly flowId: number } | { readonly sourceId: number };

const NOTHING: PauseState = { all: null, flows: {}, sources: {} };

/**
 * The switches that people throw when something must stop (design §6). Kept in the store, so that a
 * restart lets nothing go; read from memory, so that whatever is sent next is held.
 */
export class PauseBook implements Pauses {
  readonly #settings: Storage['settings'];
  readonly #listeners = new Set<() => void>();
  #state: PauseState;

  constructor(settings: Storage['settings']) {
    this.#settings = settings;
    const stored = settings.get(SETTING);
    this.#state = stored === undefined ? NOTHING : stateSchema.parse(stored);
  }

  get current(): Readonly<PauseState> {
    return this.#state;
  }

  /**
   * Pauses it, or lets it go with `null`. Holds for all that is sent after this returns; it is
   * durable by then.
   */
  set(what: Pausable, pause: Pause | null): void {
    const next = changed(this.#state, what, pause);
    this.#settings.set(SETTING, next);
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  reasonFor(spec: DeliverySpec): string | null {
    const { all, flows, sources } = this.#state;
    if (spec.kind === 'command') {
      if (all !== null) return deliveryReason('paused_all', all.by);
      const device = sources[spec.targetSourceId];
      if (device !== undefined) return deliveryReason('paused_device', device.by);
    }
    const flow = spec.origin === null ? undefined : flows[spec.origin.flowId];
    return flow === undefined ? null : deliveryReason('paused_flow', flow.by);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function changed(state: PauseState, what: Pausable, pause: Pause | null): PauseState {
  if (what === 'all') return { ...state, all: pause };
  if ('flowId' in what) return { ...state, flows: withEntry(state.flows, what.flowId, pause) };
  return { ...state, sources: withEntry(state.sources, what.sourceId, pause) };
}

function withEntry(
  entries: Readonly<Record<string, Pause>>,
  id: number,
  pause: Pause | null,
): Record<string, Pause> {
  const { [String(id)]: _, ...others } = entries;
  return pause === null ? others : { ...others, [id]: pause };
}
