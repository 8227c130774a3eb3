import { isShownBy, proofAttribute, wantedOutputs } from '@signalbox/delivery';
import { lastKnown } from '@signalbox/engine';
import type { OutcomeInput, Program, SourceState } from '@signalbox/engine';
import type { Command, CommandEffect, Effect, JsonValue, UnsentReason } from '@signalbox/flow';
import { countEffect } from '@signalbox/runtime';
import type { EffectRate, SourceDirectory } from '@signalbox/runtime';

/** How every delivery is taken to end. `open`: none does. */
export const ASSUMED_ENDS = ['success', 'failure', 'open'] as const;
export type AssumedEnd = (typeof ASSUMED_ENDS)[number];

/** By these a device shows what a command asks for. */
const PROOF_ATTRIBUTES = ['output_status', 'led'] as const satisfies readonly ReturnType<
  typeof proofAttribute
>[];

/** Where effects are asked for. */
export interface AskingSource {
  readonly replayed: {
    readonly source: { readonly id: number };
    readonly state: SourceState;
    readonly now: number;
  };
  readonly program: Pick<Program, 'flow'>;
}

export interface TakenEffects {
  /** By id, those that would not go out. */
  readonly unsent: ReadonlyMap<string, UnsentReason>;
  /** How the others ended, at once. */
  readonly outcomes: readonly OutcomeInput[];
}

export interface AssumedDeliveriesOptions {
  /** How every delivery is taken to end that is not refused. */
  readonly end: AssumedEnd;
  /** Says what devices can never take. */
  readonly directory: Pick<SourceDirectory, 'refusalOf'>;
}

/** The state in which a delivery ends that is taken to end so (design §6). */
const END_OF: Readonly<Record<Exclude<AssumedEnd, 'open'>, string>> = {
  success: 'delivered',
  failure: 'exhausted',
};

/**
 * What becomes of effects where nothing is sent. It asks as a running system does before anything goes
 * out: whether the flow asked for too much (design §5), and whether the device is so already, or was
 * asked already (design §6). How the device is, its first record says; from then on what was asked for
 * counts. Later records show what was really sent then, by the version that ran, and not what is assumed here.
 */
export class AssumedDeliveries {
  readonly #options: AssumedDeliveriesOptions;
  /** What was asked for last, by target and part: one output, or the LED. */
  readonly #asked = new Map<string, boolean>();
  /** What each source reported of its outputs and its LED when it was first heard of. */
  readonly #reported = new Map<string, JsonValue>();
  /** By source and flow. */
  readonly #rates = new Map<string, EffectRate>();

  constructor(options: AssumedDeliveriesOptions) {
    this.#options = options;
  }

  take(effects: readonly Effect[], asking: AskingSource): TakenEffects {
    this.#noteReported(asking.replayed);
    const unsent = new Map<string, UnsentReason>();
    const outcomes: OutcomeInput[] = [];
    for (const effect of effects) {
      const reason = this.#judge(effect, asking);
      if (reason !== null) unsent.set(effect.id, reason);
      else this.#deliver(effect, outcomes);
    }
    return { unsent, outcomes };
  }

  /** Why it does not go out; `null` when it does. */
  #judge(effect: Effect, asking: AskingSource): UnsentReason | null {
    if (effect.kind === 'command' && effect.skipIfAlready && this.#isAlreadySo(effect)) return 'not_needed';
    return this.#isTooMuch(effect, asking) ? 'paused' : null;
  }

  #deliver(effect: Effect, outcomes: OutcomeInput[]): void {
    const { end } = this.#options;
    const refusal = this.#refusalOf(effect);
    if (effect.kind === 'command' && refusal === null && end !== 'failure') this.#remember(effect);
    if (end === 'open') return;
    const hasSucceeded = end === 'success' && refusal === null;
    const state = refusal === null ? END_OF[end] : 'rejected';
    outcomes.push(endedAs(effect, { succeeded: hasSucceeded, state, reason: refusal }));
  }

  #refusalOf(effect: Effect): string | null {
    if (effect.kind !== 'command') return null;
    const { command, guard, targetSourceId } = effect;
    return this.#options.directory.refusalOf(targetSourceId, command, guard !== null);
  }

  #isAlreadySo({ command, targetSourceId }: CommandEffect): boolean {
    const parts = partsOf(command);
    return parts.length > 0 && parts.every((part) => this.#isPartSo(part, targetSourceId));
  }

  #isPartSo(part: CommandPart, targetSourceId: number): boolean {
    const asked = this.#asked.get(partKey(part, targetSourceId));
    if (asked !== undefined) return asked === part.value;
    return isShownBy(part, this.#reported.get(`${targetSourceId} ${proofAttribute(part)}`)) === true;
  }

  #noteReported({ source, state }: AskingSource['replayed']): void {
    for (const attribute of PROOF_ATTRIBUTES) {
      const key = `${source.id} ${attribute}`;
      const value = lastKnown(state, attribute)?.value ?? null;
      if (value !== null && !this.#reported.has(key)) this.#reported.set(key, value);
    }
  }

  #isTooMuch({ origin }: Effect, { replayed, program }: AskingSource): boolean {
    const maxPerMin = program.flow(origin.flowId)?.maxEffectsPerMin;
    if (maxPerMin === undefined) return false;
    const key = `${origin.sourceId} ${origin.flowId}`;
    const rate = countEffect(this.#rates.get(key), origin, { now: replayed.now, maxPerMin });
    this.#rates.set(key, rate);
    return rate.pausedAt !== null;
  }

  #remember({ command, targetSourceId }: CommandEffect): void {
    for (const part of partsOf(command)) this.#asked.set(partKey(part, targetSourceId), part.value);
  }
}

/** One thing that has a state of its own. */
type CommandPart = Extract<Command, { type: 'set_output' | 'set_led' }>;

/** What a command asks for, taken apart; nothing for a one-off text. */
function partsOf(command: Command): readonly CommandPart[] {
  if (command.type === 'set_led') return [command];
  const wanted = wantedOutputs(command) ?? new Map<number, boolean>();
  return [...wanted].map(([output, value]) => ({ type: 'set_output', output, value }));
}

function partKey(part: CommandPart, targetSourceId: number): string {
  return `${targetSourceId} ${part.type === 'set_led' ? 'led' : part.output}`;
}

function endedAs({ id, origin }: Effect, end: Omit<OutcomeInput['outcome'], 'deliveryId'>): OutcomeInput {
  const outcome = { deliveryId: id, ...end };
  return { kind: 'outcome', flowId: origin.flowId, nodeId: origin.nodeId, outcome };
}
