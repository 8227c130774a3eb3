import { contradicts, isShownBy, proofAttribute, sameWish } from '@signalbox/delivery';
import { lastKnown } from '@signalbox/engine';
import type { OutcomeInput, Program, SourceState } from '@signalbox/engine';
import type { Command, CommandEffect, Effect, JsonValue, UnsentReason } from '@signalbox/flow';
import { countEffect } from '@signalbox/runtime';
import type { EffectRate } from '@signalbox/runtime';

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
  readonly #end: AssumedEnd;
  /** Commands that were asked for, by target, oldest first; only the newest of each kind of wish. */
  readonly #asked = new Map<number, readonly Command[]>();
  /** What each source reported of its outputs and its LED when it was first heard of. */
  readonly #reported = new Map<string, JsonValue>();
  /** By source and flow. */
  readonly #rates = new Map<string, EffectRate>();

  /** @param end how every delivery is taken to end */
  constructor(end: AssumedEnd) {
    this.#end = end;
  }

  take(effects: readonly Effect[], asking: AskingSource): TakenEffects {
    this.#noteReported(asking.replayed);
    const unsent = new Map<string, UnsentReason>();
    const outcomes: OutcomeInput[] = [];
    for (const effect of effects) {
      const reason = this.#judge(effect, asking);
      if (reason !== null) unsent.set(effect.id, reason);
      else if (this.#end !== 'open') outcomes.push(endedAs(effect, this.#end));
    }
    return { unsent, outcomes };
  }

  #judge(effect: Effect, asking: AskingSource): UnsentReason | null {
    if (effect.kind === 'command' && effect.skipIfAlready && this.#isAlreadySo(effect)) return 'not_needed';
    if (this.#isTooMuch(effect, asking)) return 'paused';
    if (effect.kind === 'command' && this.#end !== 'failure') this.#remember(effect);
    return null;
  }

  #isAlreadySo({ command, targetSourceId }: CommandEffect): boolean {
    const attribute = proofAttribute(command);
    if (attribute === null) return false;
    const asked = this.#asked.get(targetSourceId) ?? [];
    const newest = asked.findLast((other) => sameWish(command, other) || contradicts(command, other));
    if (newest !== undefined) return sameWish(command, newest);
    return isShownBy(command, this.#reported.get(`${targetSourceId} ${attribute}`)) === true;
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
    if (proofAttribute(command) === null) return;
    const others = (this.#asked.get(targetSourceId) ?? []).filter((other) => !sameWish(command, other));
    this.#asked.set(targetSourceId, [...others, command]);
  }
}

function endedAs({ id, origin }: Effect, end: Exclude<AssumedEnd, 'open'>): OutcomeInput {
  const outcome = { deliveryId: id, succeeded: end === 'success', state: END_OF[end], reason: null };
  return { kind: 'outcome', flowId: origin.flowId, nodeId: origin.nodeId, outcome };
}
